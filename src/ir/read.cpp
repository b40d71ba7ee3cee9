#include "ir/read.h"

#include "ir/enum_names.h"
#include "ir/lexer.h"

#include <fmt/format.h>

#include <deque>
#include <unordered_map>

namespace coluber::ir {

namespace {

/// `@name`, `@"any name"`, with `#1`, `#2` … for further functions of the name. The name alone comes back in `plain`.
std::string function_label(Line& line, std::string* plain = nullptr) {
    line.expect("@");
    std::string name = line.next_is('"') ? line.string() : std::string(line.word());
    if (plain) *plain = name;
    return line.take("#") ? fmt::format("{}#{}", name, line.natural()) : name;
}

class FunctionReader {
public:
    FunctionReader(Module& module, const std::unordered_map<std::string, FunctionId>& functions, Function& function)
        : module_(module), functions_(functions), f_(function) {}

    void header(Line& line) {
        std::string label = function_label(line, &f_.name);
        f_.entry = f_.add_block();
        line.expect("(");
        while (!line.take(")")) {
            if (!f_[f_.entry].params.empty()) line.expect(",");
            if (line.next_is('"') || line.next_is('-')) {
                f_.param_names.push_back(name(line));
                line.expect("=");
            }
            param(line, f_.entry);
        }
        line.expect("->");
        f_.result_type = type(line);
        if (line.take("file=")) f_.file = line.string();
        if (line.take("code=")) f_.code_name = line.string();
        if (line.take("handle=")) f_.handle = line.natural();
        f_.is_strict = line.take_word("strict");
        line.expect("{");
        f_.defined_at = line.place();
    }

    /// The blocks in the order in which they are defined, so that they keep it when nothing leads to them.
    void declare(const std::vector<std::string>& labels) {
        for (const std::string& label : labels)
            if (!blocks_.emplace(label, blocks_.empty() ? f_.entry : f_.add_block()).second)
                throw TextMistake{fmt::format("^{} is defined twice", label)};
    }

    /// A line between the braces.
    void body(Line& line) {
        if (line.take("^")) return block(line);
        if (!block_) line.fail("a block is expected");
        inst(line);
    }

    void finish() {
        for (const auto& [id, label] : guards_) {
            auto found = checkpoints_.find(label);
            if (found == checkpoints_.end()) throw TextMistake{fmt::format("there is no checkpoint #{}", label)};
            f_[id].checkpoint = found->second;
        }
        for (const auto& [text, value] : values_)
            if (!f_[value].param_of && !f_[value].defined_by) throw TextMistake{fmt::format("%{} is not defined", text)};
    }

private:
    void block(Line& line) {
        block_ = block_named(line, line.word());
        if (line.take("("))
            while (!line.take(")")) {
                if (!f_[block_].params.empty()) line.expect(",");
                param(line, block_);
            }
        line.expect(":");
    }
    BlockId block_named(Line& line, std::string_view label) {
        auto found = blocks_.find(std::string(label));
        if (found == blocks_.end()) line.fail(fmt::format("^{} is not defined", label));
        return found->second;
    }

    void param(Line& line, BlockId block) {
        ValueId id = definition(line);
        line.expect(":");
        f_[id].type = type(line);
        f_.add_param(block, id);
    }
    /// `%name`, here defined.
    ValueId definition(Line& line) {
        ValueId id = value(line);
        if (!id || f_[id].param_of || f_[id].defined_by) line.fail("a value is defined twice");
        return id;
    }
    ValueId value(Line& line) {
        line.expect("%");
        if (line.take("-")) return {};
        std::string label(line.word());
        if (label.empty()) line.fail("a value's name is expected");
        auto found = values_.find(label);
        if (found != values_.end()) return found->second;
        return values_.emplace(label, f_.add_value(types::dyn)).first->second;
    }
    TypeId type(Line& line) {
        std::string_view text = line.type();
        auto found = module_.types.parse(text);
        if (!found) line.fail(fmt::format("`{}` is no type", text));
        return *found;
    }
    NameId name(Line& line) { return line.take("-") ? NameId{} : module_.names.intern(line.string()); }

    void inst(Line& line) {
        ValueId result;
        TypeId result_type = types::dyn;
        if (line.next_is('%')) {
            result = definition(line);
            line.expect(":");
            result_type = type(line);
            line.expect("=");
        }
        std::string_view text = line.word();
        Opcode op = 0;
        while (op < AllOps::size && info(op).name != text) ++op;
        if (op == AllOps::size) line.fail(fmt::format("`{}` is no op", text));
        if (info(op).has_result != static_cast<bool>(result)) line.fail("the op's result is missing or too much");
        lists_.clear();
        name_lists_.clear();
        first_ = true;
        Inst packed = packers[op](*this, line);
        for (const FlagName& flag : flag_names)
            if (line.take_word(flag.name)) packed.flags = packed.flags | flag.flag;
        std::string guard = line.take("guard=#") ? std::string(line.word()) : "";
        packed.at = line.place();
        InstId id = f_.add_inst(packed, result_type, result);
        f_[block_].insts.push_back(id);
        if (!guard.empty()) guards_.emplace_back(id, guard);
        if (!label_.empty() && !checkpoints_.emplace(std::exchange(label_, ""), id).second)
            line.fail("a checkpoint's label twice");
    }

    template <class Op>
    static Inst pack(FunctionReader& reader, Line& line) {
        Op op{};
        if constexpr (std::is_same_v<Op, Checkpoint>)
            reader.checkpoint(line, op);
        else
            for_each_field(op, [&](auto& field) { reader.field(line, field); });
        return reader.f_.pack(op);
    }
    using Packer = Inst (*)(FunctionReader&, Line&);
    template <std::size_t... I>
    static constexpr std::array<Packer, AllOps::size> all_packers(std::index_sequence<I...>) {
        return {&FunctionReader::pack<std::tuple_element_t<I, AllOps::Tuple>>...};
    }
    static const std::array<Packer, AllOps::size> packers;

    void checkpoint(Line& line, Checkpoint& op) {
        line.expect("#");
        label_ = line.word();
        op.number = std::strtoll(label_.c_str(), nullptr, 10);
        auto& values = lists_.emplace_back();
        auto& names = name_lists_.emplace_back();
        if (line.take("locals("))
            while (!line.take(")")) {
                if (!values.empty()) line.expect(",");
                names.push_back(name(line));
                line.expect("=");
                values.push_back(value(line));
            }
        if (line.take("stack("))
            for (bool first = true; !line.take(")"); first = false) {
                if (!first) line.expect(",");
                values.push_back(value(line));
            }
        op.values = values;
        op.locals = names;
    }

    void separate(Line& line) {
        if (!first_) line.expect(",");
        first_ = false;
    }
    template <class Field>
    void field(Line& line, Field& field) {
        if constexpr (std::is_same_v<Field, Operands>) {
            field = operands(line);
        } else if constexpr (std::is_same_v<Field, NameList>) {
            field = names(line);
        } else {
            separate(line);
            one(line, field);
        }
    }
    /// The comma before the list may belong to what follows it, so it is taken only where a value comes next.
    Operands operands(Line& line) {
        auto& list = lists_.emplace_back();
        for (Line ahead = line; first_ || ahead.take(","); ahead = line) {
            if (!ahead.next_is('%')) break;
            separate(line);
            list.push_back(value(line));
        }
        return list;
    }
    NameList names(Line& line) {
        auto& list = name_lists_.emplace_back();
        Line ahead = line;
        if ((first_ || ahead.take(",")) && ahead.next_is('[')) {
            separate(line);
            line.expect("[");
            while (!line.take("]")) {
                if (!list.empty()) line.expect(",");
                list.push_back(name(line));
            }
        }
        return list;
    }

    void one(Line& line, ValueId& field) { field = value(line); }
    void one(Line& line, NameId& field) { field = name(line); }
    void one(Line& line, ConstantId& field) { field = module_.constant(line.constant(module_)); }
    void one(Line& line, TypeId& field) { field = type(line); }
    void one(Line& line, std::int64_t& field) { field = line.integer(); }
    void one(Line& line, FunctionId& field) {
        auto found = functions_.find(function_label(line));
        if (found == functions_.end()) line.fail("there is no such function");
        field = found->second;
    }
    void one(Line& line, Target& field) {
        if (line.take("-")) return;
        line.expect("^");
        field.block = block_named(line, line.word());
        auto& args = lists_.emplace_back();
        if (line.take("("))
            while (!line.take(")")) {
                if (!args.empty()) line.expect(",");
                args.push_back(value(line));
            }
        field.args = args;
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void one(Line& line, Enum& field) {
        std::string_view text = line.word();
        auto all = names_of(field);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i] == text) return static_cast<void>(field = static_cast<Enum>(i));
        line.fail(fmt::format("`{}` is not a kind of the op", text));
    }

    Module& module_;
    const std::unordered_map<std::string, FunctionId>& functions_;
    Function& f_;
    BlockId block_;
    std::unordered_map<std::string, ValueId> values_;
    std::unordered_map<std::string, BlockId> blocks_;
    std::unordered_map<std::string, InstId> checkpoints_;
    std::vector<std::pair<InstId, std::string>> guards_;
    std::deque<std::vector<ValueId>> lists_;  // what the op being read points to
    std::deque<std::vector<NameId>> name_lists_;
    std::string label_;
    bool first_ = true;
};

const std::array<FunctionReader::Packer, AllOps::size> FunctionReader::packers =
    FunctionReader::all_packers(std::make_index_sequence<AllOps::size>{});

/// Cuts the text into lines, numbered from 1, without comments of whole lines.
std::vector<std::pair<std::uint32_t, std::string_view>> lines_of(std::string_view text) {
    std::vector<std::pair<std::uint32_t, std::string_view>> lines;
    std::uint32_t number = 0;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        std::size_t start = line.find_first_not_of(" \t");
        if (start != std::string_view::npos && line[start] != '#') lines.emplace_back(number, line);
    }
    return lines;
}

class ModuleReader {
public:
    explicit ModuleReader(Module& module) : module_(module) {}

    std::optional<TextError> text(std::string_view text) {
        auto lines = lines_of(text);
        std::uint32_t number = 0;
        try {
            for (const auto& [at, content] : lines) {  // calls may name functions that come later
                number = at;
                Line line(content);
                if (!labels_.empty() && line.take("^")) labels_.back().emplace_back(line.word());
                if (!line.take_word("func")) continue;
                labels_.emplace_back();
                std::string label = function_label(line);
                if (!functions_.emplace(label, module_.functions.add({})).second)
                    line.fail("the function's label occurs twice");
            }
            for (const auto& [at, content] : lines) {
                number = at;
                Line line(content);
                one(line);
                if (!line.at_end()) line.fail("the line's end is expected");
            }
            if (reader_) throw TextMistake{"a closing `}` is expected"};
        } catch (const TextMistake& mistake) {
            return TextError{number, mistake.what};
        }
        return std::nullopt;
    }

private:
    void one(Line& line) {
        if (reader_ && line.take("}")) {
            reader_->finish();
            reader_.reset();
        } else if (reader_) {
            reader_->body(line);
        } else {
            if (!line.take_word("func")) line.fail("`func` is expected");
            Line copy = line;
            reader_.emplace(module_, functions_, module_[functions_.at(function_label(copy))]);
            reader_->header(line);
            reader_->declare(labels_[next_++]);
        }
    }

    Module& module_;
    std::unordered_map<std::string, FunctionId> functions_;
    std::vector<std::vector<std::string>> labels_;  // of each function's blocks
    std::size_t next_ = 0;
    std::optional<FunctionReader> reader_;
};

}  // namespace

std::optional<TextError> read(std::string_view text, Module& module) { return ModuleReader(module).text(text); }

}  // namespace coluber::ir
