#include "ir/print.h"

#include "ir/enum_names.h"
#include "ir/graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>

namespace coluber::ir {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + '"';
}

std::string number(double value) {
    if (std::isnan(value)) return std::signbit(value) ? "-nan" : "nan";
    std::string text = fmt::format("{}", value);
    bool plain = std::ranges::all_of(text, [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
    return plain ? text + ".0" : text;
}

/// The text of functions: equal names are told apart by `#1`, `#2` …
std::vector<std::string> function_labels(const Module& module) {
    std::vector<std::string> labels;
    std::map<std::string, int> seen;
    for (const Function& function : module.functions) {
        bool plain = !function.name.empty() && std::ranges::all_of(function.name, [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '<' || c == '>';
        });
        std::string label = plain ? function.name : quoted(function.name);
        int copy = seen[label]++;
        labels.push_back("@" + (copy == 0 ? label : fmt::format("{}#{}", label, copy)));
    }
    return labels;
}

class Printer {
public:
    Printer(const Module& module, const Function& function, const std::vector<std::string>& labels, std::string& out)
        : module_(module), f_(function), labels_(labels), out_(out) {}

    void function(std::string_view label) {
        order();
        header(label);
        for (std::size_t i = 0; i < blocks_.size(); ++i) block(i);
        out_ += "}\n";
    }

private:
    template <class... Args>
    void put(fmt::format_string<Args...> text, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
    }

    /// Decides the order of blocks and with it all numbers.
    void order() {
        blocks_ = reverse_postorder(f_);
        std::vector<bool> done(f_.block_count());
        for (BlockId block : blocks_) done[block.index] = true;
        for (std::uint32_t i = 0; i < f_.block_count(); ++i)
            if (!done[i] && !f_[BlockId{i}].insts.empty()) blocks_.push_back({i});
        block_numbers_.assign(f_.block_count(), unnamed);
        value_numbers_.assign(f_.value_count(), unnamed);
        std::map<std::int64_t, int> copies;
        for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
            block_numbers_[blocks_[i].index] = i;
            for (ValueId param : f_[blocks_[i]].params) name_value(param);
            for (InstId id : f_[blocks_[i]].insts) {
                if (f_[id].result) name_value(f_[id].result);
                if (f_.is<Checkpoint>(f_[id])) name_checkpoint(id, copies);
            }
        }
    }
    void name_value(ValueId value) {
        if (value.index < value_numbers_.size()) value_numbers_[value.index] = next_value_++;
    }
    void name_checkpoint(InstId id, std::map<std::int64_t, int>& copies) {
        auto number = static_cast<std::int64_t>(f_[id].immediates[0]);
        int copy = copies[number]++;
        checkpoints_[id] = copy == 0 ? fmt::format("#{}", number) : fmt::format("#{}.{}", number, copy);
    }

    void header(std::string_view label) {
        put("func {}(", label);
        const auto& params = f_.entry ? f_[f_.entry].params : std::vector<ValueId>{};
        for (std::size_t i = 0; i < params.size(); ++i) {
            out_ += i == 0 ? "" : ", ";
            if (i < f_.param_names.size()) put("{}=", name(f_.param_names[i]));
            param(params[i]);
        }
        put(") -> {}", f_.result_type ? module_.types.print(f_.result_type) : "dyn");
        if (!f_.file.empty()) put(" file={}", quoted(f_.file));
        if (!f_.code_name.empty()) put(" code={}", quoted(f_.code_name));
        if (f_.handle != 0) put(" handle={}", f_.handle);
        if (f_.is_strict) out_ += " strict";
        out_ += " {";
        place(f_.defined_at);
    }
    void block(std::size_t index) {
        const Block& block = f_[blocks_[index]];
        put("^{}", index);
        if (blocks_[index] != f_.entry && !block.params.empty()) {
            out_ += '(';
            for (std::size_t i = 0; i < block.params.size(); ++i) {
                out_ += i == 0 ? "" : ", ";
                param(block.params[i]);
            }
            out_ += ')';
        }
        out_ += ":\n";
        for (InstId id : block.insts) inst(id);
    }
    void param(ValueId id) {
        value(id);
        put(": {}", module_.types.print(f_.type(id)));
    }

    void inst(InstId id) {
        const Inst& inst = f_[id];
        out_ += "  ";
        if (inst.result) {
            param(inst.result);
            out_ += " = ";
        }
        out_ += info(inst.op).name;
        first_ = true;
        if (f_.is<Checkpoint>(inst))
            checkpoint(id, f_.as<Checkpoint>(inst));
        else
            visit(f_, inst, [&](auto op) { for_each_field(op, [&](const auto& field) { this->field(field); }); });
        for (const FlagName& flag : flag_names)
            if (has(inst.flags, flag.flag)) put(" {}", flag.name);
        if (inst.checkpoint) {
            auto found = checkpoints_.find(inst.checkpoint);
            put(" guard={}", found == checkpoints_.end() ? "#?" : found->second);
        }
        place(inst.at);
    }
    void place(const SourceRange& at) {
        if (at) put("  ; {}:{}-{}:{}", at.line, at.column, at.end_line, at.end_column);
        out_ += '\n';
    }

    /// The one op with a spelling of its own: it pairs names with operands.
    void checkpoint(InstId id, const Checkpoint& op) {
        put(" {}", checkpoints_[id]);
        std::size_t locals = std::min(op.locals.size(), op.values.size());
        if (locals > 0) out_ += " locals(";
        for (std::size_t i = 0; i < locals; ++i) {
            put("{}{}=", i == 0 ? "" : ", ", name(op.locals[i]));
            value(op.values[i]);
        }
        if (locals > 0) out_ += ')';
        if (op.values.size() == locals) return;
        out_ += " stack(";
        list(op.values.subspan(locals));
        out_ += ')';
    }

    void separate() {
        out_ += first_ ? " " : ", ";
        first_ = false;
    }
    template <class Field>
    void field(const Field& field) {
        if constexpr (std::is_same_v<Field, Operands>) {
            if (field.empty()) return;
            separate();
            list(field);
        } else if constexpr (std::is_same_v<Field, NameList>) {
            if (field.empty()) return;
            separate();
            for (std::size_t i = 0; i < field.size(); ++i) put("{}{}", i == 0 ? "[" : ", ", name(field[i]));
            out_ += ']';
        } else {
            separate();
            one(field);
        }
    }
    void list(Operands values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            out_ += i == 0 ? "" : ", ";
            value(values[i]);
        }
    }

    void one(ValueId id) { value(id); }
    void one(NameId id) { out_ += name(id); }
    void one(ConstantId id) { out_ += print(module_, id); }
    void one(TypeId id) { out_ += module_.types.print(id); }
    void one(FunctionId id) { out_ += id.index < labels_.size() ? labels_[id.index] : "@?"; }
    void one(std::int64_t number) { put("{}", number); }
    void one(const Target& target) {
        if (!target.block) {
            out_ += '-';
            return;
        }
        put("^{}", block_numbers_[target.block.index]);
        if (target.args.empty()) return;
        out_ += '(';
        list(target.args);
        out_ += ')';
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void one(Enum value) {
        out_ += name_of(value);
    }

    void value(ValueId id) {
        if (!id)
            out_ += "%-";
        else if (id.index >= value_numbers_.size() || value_numbers_[id.index] == unnamed)
            put("%undefined{}", id.index);  // only in wrong IR, which the verifier reports in this text
        else
            put("%{}", value_numbers_[id.index]);
    }
    std::string name(NameId id) const { return id ? quoted(module_.names[id]) : "-"; }

    static constexpr std::uint32_t unnamed = 0xffff'ffff;
    const Module& module_;
    const Function& f_;
    const std::vector<std::string>& labels_;
    std::string& out_;
    std::vector<BlockId> blocks_;
    std::vector<std::uint32_t> block_numbers_, value_numbers_;
    std::unordered_map<InstId, std::string> checkpoints_;
    std::uint32_t next_value_ = 0;
    bool first_ = true;
};

}  // namespace

std::string print(const Module& module) {
    std::string out;
    auto labels = function_labels(module);
    for (std::uint32_t i = 0; i < module.functions.size(); ++i) {
        out += i == 0 ? "" : "\n";
        Printer(module, module[FunctionId{i}], labels, out).function(labels[i]);
    }
    return out;
}

std::string print(const Module& module, const Function& function) {
    std::string out;
    auto labels = function_labels(module);
    std::string label = "@" + function.name;
    for (std::uint32_t i = 0; i < module.functions.size(); ++i)
        if (&module[FunctionId{i}] == &function) label = labels[i];
    Printer(module, function, labels, out).function(label);
    return out;
}

std::string print(const Module& module, ConstantId constant) {
    struct Writer {
        const Module& module;
        std::string operator()(None) const { return "None"; }
        std::string operator()(Ellipsis) const { return "..."; }
        std::string operator()(bool value) const { return value ? "True" : "False"; }
        std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
        std::string operator()(const BigInt& value) const { return value.digits; }
        std::string operator()(double value) const { return number(value); }
        std::string operator()(const Complex& value) const { return number(value.imaginary) + "j"; }
        std::string operator()(const std::string& value) const { return quoted(value); }
        std::string operator()(const Bytes& value) const { return "b" + quoted(value.bytes); }
        std::string operator()(const ConstantTuple& value) const {
            std::string out = "(";
            for (ConstantId item : value.items) out += print(module, item) + ",";
            return out + ")";
        }
    };
    return std::visit(Writer{module}, module[constant]);
}

}  // namespace coluber::ir
