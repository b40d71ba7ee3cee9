// One compile: the functions that it met, untyped and typed, and the worklist between them. It answers inference's questions about
// callees (infer::Callees). Recursion: a result type that is asked for while its function is being inferred is answered with what
// its returns gave so far; when the end result differs, it becomes an assumption and all typed functions are inferred again.
#pragma once

#include "base/arena.h"
#include "driver/api.h"
#include "driver/world_table.h"
#include "infer/infer.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace coluber::driver {

class Compilation : public infer::Callees {
public:
    /// `exit`: what a failing guard does; `world` outlives this.
    Compilation(const coluber_request& request, WorldTable& world, infer::GuardExit exit);

    ir::Module module;
    Diagnostics diagnostics;
    infer::InferOptions options;

    /// What the user is told, rendered with the source that each message is about.
    const std::string& error_text() const { return error_text_; }
    /// Adds what was reported since the last time to the text; it is about this function.
    void render_new(infer::FunctionHandle function);

    /// The typed function that the request asks for; none: reported.
    std::optional<ir::FunctionId> entry();
    std::size_t typed_count() const { return typed_.size(); }
    /// The typed functions that the entry needs.
    std::vector<ir::FunctionId> typed_functions() const;

    const ir::Function* untyped(infer::FunctionHandle function) override;
    std::optional<ir::FunctionId> specialise(infer::FunctionHandle function, const std::vector<types::TypeId>& args) override;
    std::optional<types::TypeId> result_type(ir::FunctionId function) override;
    infer::Parameters parameters(infer::FunctionHandle function) override;
    bool runs_unknown_code(ir::FunctionId function) override;
    std::string source_text(infer::FunctionHandle function, SourceRange range) override;

private:
    enum class State : std::uint8_t { in_progress, waiting, done };
    using Key = std::pair<infer::FunctionHandle, std::vector<types::TypeId>>;
    struct Typed {
        Key key;
        const ir::Function* untyped = nullptr;
        State state = State::in_progress;
        std::optional<types::TypeId> answered;  // the result type somebody was told while it was in progress
        bool said_harmless = false;             // likewise, that it runs no unknown code
    };
    /// What recursive calls are told before a function is done.
    struct Assumption {
        types::TypeId result = types::dyn;
        bool runs_unknown_code = false;
    };
    struct Untyped {
        std::unique_ptr<Source> source;
        std::optional<ir::FunctionId> function;  // none: refused
        infer::Parameters parameters;
    };

    Untyped& load(infer::FunctionHandle function);
    bool build_untyped(infer::FunctionHandle function, const coluber_source& text, Untyped& into);
    bool infer_typed(ir::FunctionId id);
    bool settle();
    template <class Start>
    std::optional<ir::FunctionId> until_settled(Start start);
    std::optional<ir::FunctionId> resume_entry();
    std::optional<std::vector<types::TypeId>> request_types();

    const coluber_request& request_;
    WorldTable& world_;
    Arena arena_;
    std::map<infer::FunctionHandle, Untyped> untyped_;
    std::map<Key, ir::FunctionId> typed_ids_;
    std::map<Key, Assumption> assumptions_;
    std::map<ir::FunctionId, Typed> typed_;
    std::string error_text_;
    std::size_t rendered_ = 0;
};

}  // namespace coluber::driver
