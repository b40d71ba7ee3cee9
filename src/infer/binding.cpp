// From a call's arguments to one value a parameter, as CPython binds them, with its complaints in its order (Python/ceval.c,
// initialize_locals: behaviour). `*args` is a native tuple, `**kwargs` a dict.
#include "infer/call_rules.h"

#include "infer/fallback.h"

#include <algorithm>

namespace coluber::infer {

namespace {

std::string missing_arguments(const std::vector<std::string>& names, std::string_view kind) {
    std::string list = names[0];
    for (std::size_t i = 1; i < names.size(); ++i) {
        bool is_last = i + 1 == names.size();
        list += (is_last ? names.size() == 2 ? " and " : ", and " : ", ") + names[i];
    }
    return fmt::format("missing {} required {} argument{}: {}", names.size(), kind, names.size() == 1 ? "" : "s", list);
}

class Binder {
public:
    Binder(Specialiser& s, const CallSite& call, const Callee& callee, std::vector<ValueId>& args)
        : s_(s),
          call_(call),
          callee_(callee),
          f_(s.module[callee.code]),
          how_(f_.signature),
          base_(callee.closure ? 1 : 0),
          named_(how_.positional + how_.keyword_only),
          args_(args) {}

    /// Empty: the arguments are bound, or the block is dead.
    std::string bind() {
        args_.assign(f_.param_names.size(), {});
        if (callee_.closure) args_[0] = callee_.closure;
        std::size_t given = std::min<std::size_t>(call_.args.size(), how_.positional);
        std::copy_n(call_.args.begin(), given, args_.begin() + base_);
        std::string complaint = place_keywords();
        bool are_too_many = call_.args.size() > given && !how_.has_args;
        if (complaint.empty() && are_too_many) complaint = too_many();
        if (complaint.empty()) complaint = place_defaults();
        if (!complaint.empty()) return fmt::format("{}() {}", f_.name, complaint);
        std::size_t next = static_cast<std::size_t>(base_) + named_;
        if (how_.has_args) args_[next++] = pack_tuple(s_, std::span(call_.args).subspan(given));
        if (how_.has_kwargs) args_[next] = keyword_dict();
        return {};
    }

private:
    ValueId& argument(std::size_t parameter) { return args_[static_cast<std::size_t>(base_) + parameter]; }
    std::string_view name(std::size_t parameter) const {
        return s_.module.names[f_.param_names[static_cast<std::size_t>(base_) + parameter]];
    }

    /// Puts each keyword argument in its place, or with those for `**kwargs`.
    std::string place_keywords() {
        for (auto [given, value] : call_.keywords) {
            std::size_t at = 0;
            while (at < named_ && name(at) != given) ++at;
            if (at < named_ && at >= how_.positional_only) {
                if (argument(at)) return fmt::format("got multiple values for argument '{}'", given);
                argument(at) = value;
            } else if (how_.has_kwargs) {
                more_.emplace_back(given, value);
            } else if (at < named_) {
                return fmt::format("got some positional-only arguments passed as keyword arguments: '{}'", given);
            } else {
                return fmt::format("got an unexpected keyword argument '{}'", given);
            }
        }
        return {};
    }

    std::string too_many() {
        std::size_t defaults = 0, keyword_only = 0, given = call_.args.size();
        for (std::size_t i = 0; i < how_.positional; ++i) defaults += default_value(i) ? 1 : 0;
        for (std::size_t i = how_.positional; i < named_; ++i) keyword_only += argument(i) ? 1 : 0;
        if (s_.is_dead()) return {};
        bool is_plural = defaults > 0 || how_.positional != 1;
        std::string takes = defaults > 0 ? fmt::format("from {} to {}", how_.positional - defaults, how_.positional)
                                         : std::to_string(how_.positional);
        std::string more = keyword_only == 0 ? ""
                                             : fmt::format(" positional argument{} (and {} keyword-only argument{})",
                                                           given == 1 ? "" : "s", keyword_only, keyword_only == 1 ? "" : "s");
        return fmt::format("takes {} positional argument{} but {}{} {} given", takes, is_plural ? "s" : "", given, more,
                           given == 1 && keyword_only == 0 ? "was" : "were");
    }

    /// A parameter's default value; none: it has none.
    ValueId default_value(std::size_t parameter) {
        if (callee_.closure) {
            const ir::Inner& inner = *f_.inner;
            auto found = std::ranges::find(inner.defaults, static_cast<std::uint32_t>(parameter));
            if (found == inner.defaults.end()) return {};
            auto at = static_cast<std::size_t>(found - inner.defaults.begin()) + inner.captured.size();
            return s_.emit(ir::ClosureGet{static_cast<std::int64_t>(at), callee_.closure},
                           s_.type_info(callee_.closure).elements[at]);
        }
        auto value = s_.inference.world.parameter_default(callee_.handle, static_cast<std::uint32_t>(parameter));
        return value ? s_.known_value(*value) : ValueId{};
    }

    /// Fills in the defaults; the complaint about what is missing.
    std::string place_defaults() {
        std::vector<std::string> positional, keyword_only;
        for (std::size_t i = 0; i < named_; ++i) {
            if (!argument(i)) argument(i) = default_value(i);
            if (!argument(i)) (i < how_.positional ? positional : keyword_only).push_back(fmt::format("'{}'", name(i)));
        }
        if (!positional.empty()) return missing_arguments(positional, "positional");
        return keyword_only.empty() ? "" : missing_arguments(keyword_only, "keyword-only");
    }

    ValueId keyword_dict() {
        std::vector<ValueId> items;
        for (auto [given, value] : more_) {
            items.push_back(s_.builder.constant(std::string(given), types::str));
            items.push_back(s_.box(value));
        }
        return s_.emit(ir::PyDict{items}, types::dict);
    }

    Specialiser& s_;
    const CallSite& call_;
    const Callee& callee_;
    const ir::Function& f_;
    const ir::Signature how_;
    std::ptrdiff_t base_;  // of the parameters: after the function value
    std::size_t named_;
    std::vector<ValueId>& args_;
    std::vector<std::pair<std::string_view, ValueId>> more_;
};

}  // namespace

bool bind_arguments(Specialiser& s, const CallSite& call, const Callee& callee, std::vector<ValueId>& args) {
    std::string complaint = binding_complaint(s, call, callee, args);
    if (!complaint.empty()) s.fail(ErrorCode::type_error, complaint);
    return !s.is_dead();
}

std::string binding_complaint(Specialiser& s, const CallSite& call, const Callee& callee, std::vector<ValueId>& args) {
    return Binder(s, call, callee, args).bind();
}

}  // namespace coluber::infer
