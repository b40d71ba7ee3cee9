// `match`: the tests of each pattern in CPython's order (language reference 8.6).
//
// A pattern takes the value on top of the stack. Its names are bound only when all of it has matched: until then their values stand on the
// stack, one place a name, in the order in which the pattern mentions them. A test that fails leaves whatever is above the subject.
#include "front/children.h"
#include "front/python/lowering.h"

#include <algorithm>

namespace coluber::front {

using namespace syntax;

namespace {

// The alternatives of `a | b` bind the same names.
void collect_names(const Node& node, std::vector<std::string_view>& names) {
    auto add = [&](std::string_view name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    each_child(node, [&](const Node* part) { collect_names(*part, names); });
    if (auto* pattern = as<MatchAs>(&node)) add(pattern->name_);
    if (auto* pattern = as<MatchStar>(&node)) add(pattern->name_);
    if (auto* pattern = as<MatchMapping>(&node)) add(pattern->rest);
}

bool is_wildcard(const Pattern& node) {
    auto* as_pattern = as<MatchAs>(&node);
    auto* star = as<MatchStar>(&node);
    return as_pattern ? !as_pattern->pattern && as_pattern->name_.empty() : star && star->name_.empty();
}

}  // namespace

void Lowering::lower(const Match& node) {
    LabelId end = frame_.new_label();
    expr(*node.subject);
    std::uint32_t depth = frame_.depth();
    for (const MatchCase* each : node.cases) {
        LabelId failed = frame_.new_label();
        match_case(*each, failed, end);
        frame_.start(failed);
        if (!frame_.is_reachable()) break;
        frame_.set_depth(depth);
    }
    if (frame_.is_reachable()) {
        frame_.drop();
        frame_.jump(end);
    }
    frame_.start(end);
}

// [subject] → [] in the body
void Lowering::match_case(const MatchCase& node, LabelId failed, LabelId end) {
    Captures captures{frame_.depth(), {}, failed};
    collect_names(*node.pattern, captures.names);
    for (std::size_t i = 0; i < captures.names.size(); ++i) frame_.push(frame_.build.emit(ir::Unset{}, types::dyn));
    frame_.push(frame_.at_depth(captures.depth - 1));
    pattern(*node.pattern, captures);
    at(*node.pattern);
    for (std::size_t i = 0; i < captures.names.size(); ++i) {
        frame_.push(frame_.at_depth(captures.depth + static_cast<std::uint32_t>(i)));
        store_name(captures.names[i]);
    }
    frame_.drop(static_cast<std::uint32_t>(captures.names.size()));
    if (node.guard) {
        LabelId body = frame_.new_label();
        condition(*node.guard, body, failed);
        frame_.start(body);
        if (!frame_.is_reachable()) return;
    }
    frame_.drop();
    statements(node.body);
    if (frame_.is_reachable()) frame_.jump(end);
}

void Lowering::pattern(const Pattern& node, const Captures& captures) {
    at(node);
    syntax::visit(node, [&](const auto& it) {
        if constexpr (std::is_base_of_v<Pattern, std::remove_cvref_t<decltype(it)>>) match(it, captures);
    });
}

// The parts of an unpacked value, the first one on top.
void Lowering::match_parts(Patterns parts, const Captures& captures) {
    for (const Pattern* part : parts) pattern(*part, captures);
}

void Lowering::require_match(const Captures& captures) {
    LabelId next = frame_.new_label();
    frame_.branch(frame_.pop(), next, captures.failed);
    frame_.start(next);
}

// [value] → [value], where it is not None
void Lowering::require_not_none(const Captures& captures) {
    push_copy();
    push_none();
    compare(CompareOperator::is_not);
    require_match(captures);
}

void Lowering::capture(std::string_view name, const Captures& captures) {
    auto found = std::find(captures.names.begin(), captures.names.end(), name);
    frame_.put(captures.depth + static_cast<std::uint32_t>(found - captures.names.begin()), frame_.pop());
}

void Lowering::match(const MatchValue& node, const Captures& captures) {
    expr(*node.value);
    at(node);
    compare(CompareOperator::eq);
    frame_.prepare<ir::PyTruth>();
    frame_.run(ir::PyTruth{frame_.pop()});
    require_match(captures);
}

void Lowering::match(const MatchSingleton& node, const Captures& captures) {
    push_constant(constant_of(node.value));
    compare(CompareOperator::is);
    require_match(captures);
}

void Lowering::match(const MatchStar& node, const Captures& captures) {
    if (node.name_.empty()) return frame_.drop();
    capture(node.name_, captures);
}

void Lowering::match(const MatchAs& node, const Captures& captures) {
    if (node.pattern) {
        push_copy();
        pattern(*node.pattern, captures);
    }
    if (node.name_.empty()) return frame_.drop();
    capture(node.name_, captures);
}

void Lowering::match(const MatchOr& node, const Captures& captures) {
    LabelId matched = frame_.new_label();
    std::uint32_t depth = frame_.depth();
    for (const Pattern* alternative : node.patterns) {
        bool is_last = alternative == node.patterns.back();
        Captures inner{captures.depth, captures.names, is_last ? captures.failed : frame_.new_label()};
        push_copy();
        pattern(*alternative, inner);
        frame_.jump(matched);
        if (is_last) break;
        frame_.start(inner.failed);
        if (!frame_.is_reachable()) break;
        frame_.set_depth(depth);
    }
    frame_.start(matched);
    frame_.drop();
}

void Lowering::match(const MatchSequence& node, const Captures& captures) {
    Patterns parts = node.patterns;
    auto star = static_cast<std::size_t>(
        std::find_if(parts.begin(), parts.end(), [](const Pattern* part) { return is<MatchStar>(*part); }) - parts.begin());
    bool has_star = star < parts.size();
    auto count = static_cast<std::int64_t>(parts.size()) - (has_star ? 1 : 0);
    frame_.prepare<ir::PyMatchSequence>();
    frame_.run(ir::PyMatchSequence{count, has_star ? 1 : 0, frame_.peek()});
    require_match(captures);
    if (std::all_of(parts.begin(), parts.end(), [](const Pattern* part) { return is_wildcard(*part); })) return frame_.drop();
    if (has_star && is_wildcard(*parts[star])) return match_around_star(node, star, captures);
    if (has_star) {
        frame_.prepare<ir::PyUnpackEx>();
        auto before = static_cast<std::int64_t>(star);
        frame_.run(ir::PyUnpackEx{before, count - before, frame_.pop()});
    } else {
        frame_.prepare<ir::PyUnpack>();
        frame_.run(ir::PyUnpack{count, frame_.pop()});
    }
    unpack_tuple(parts.size());
    match_parts(parts, captures);
}

// `[a, *_, b]` looks at single items and leaves the rest alone.
void Lowering::match_around_star(const MatchSequence& node, std::size_t star, const Captures& captures) {
    for (std::size_t i = 0; i < node.patterns.size(); ++i) {
        if (is_wildcard(*node.patterns[i])) continue;
        if (i < star) {
            push_copy();
            push_constant(static_cast<std::int64_t>(i));
            frame_.prepare<ir::PyGetitem>();
            ir::ValueId index = frame_.pop(), object = frame_.pop();
            frame_.run(ir::PyGetitem{object, index});
        } else {
            frame_.prepare<ir::PyItemFromEnd>();
            frame_.run(ir::PyItemFromEnd{static_cast<std::int64_t>(node.patterns.size() - i), frame_.peek()});
        }
        pattern(*node.patterns[i], captures);
        at(node);
    }
    frame_.drop();
}

void Lowering::match(const MatchMapping& node, const Captures& captures) {
    frame_.prepare<ir::PyMatchMapping>();
    frame_.run(ir::PyMatchMapping{static_cast<std::int64_t>(node.keys.size()), frame_.peek()});
    require_match(captures);
    if (!node.keys.empty()) {
        exprs(node.keys);
        at(node);
        frame_.prepare<ir::PyMatchKeys>();
        std::vector<ir::ValueId> keys = frame_.pop_many(node.keys.size());
        ir::ValueId subject = frame_.peek();
        for (ir::ValueId key : keys) frame_.push(key);
        frame_.run(ir::PyMatchKeys{subject, keys});
        require_not_none(captures);
        frame_.prepare<ir::PyUnpack>();
        frame_.run(ir::PyUnpack{static_cast<std::int64_t>(keys.size()), frame_.pop()});
        unpack_tuple(keys.size());
        match_parts(node.patterns, captures);
    }
    at(node);
    if (!node.rest.empty()) match_rest(node, captures);
    frame_.drop(static_cast<std::uint32_t>(node.keys.size()) + 1);
}

// [subject, keys…]: a dict of what the keys do not name.
void Lowering::match_rest(const MatchMapping& node, const Captures& captures) {
    auto count = static_cast<std::uint32_t>(node.keys.size());
    frame_.prepare<ir::PyDict>();
    frame_.run(ir::PyDict{});
    push_none();
    frame_.prepare<ir::PyDictUpdate>();
    ir::ValueId none = frame_.pop();
    frame_.run(ir::PyDictUpdate{0, frame_.peek(), frame_.peek(count + 1), none});
    for (std::uint32_t i = 0; i < count; ++i) {
        frame_.prepare<ir::PyDelitem>();
        frame_.run(ir::PyDelitem{frame_.peek(), frame_.peek(count - i)});
    }
    capture(node.rest, captures);
}

void Lowering::match(const MatchClass& node, const Captures& captures) {
    expr(*node.cls);
    at(node);
    std::vector<NameId> attributes;
    for (std::string_view name : node.kwd_attrs) attributes.push_back(intern(name));
    frame_.prepare<ir::PyMatchClass>();
    ir::ValueId type = frame_.pop(), subject = frame_.pop();
    frame_.run(ir::PyMatchClass{static_cast<std::int64_t>(node.patterns.size()), subject, type, attributes});
    require_not_none(captures);
    std::size_t count = node.patterns.size() + attributes.size();
    if (count == 0) return frame_.drop();
    frame_.prepare<ir::PyUnpack>();
    frame_.run(ir::PyUnpack{static_cast<std::int64_t>(count), frame_.pop()});
    unpack_tuple(count);
    match_parts(node.patterns, captures);
    match_parts(node.kwd_patterns, captures);
}

}  // namespace coluber::front
