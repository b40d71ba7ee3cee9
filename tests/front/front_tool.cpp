// The front end on source text, for tests:
//   front_tool lower [NAME]  < text    the IR of every function of the text (or of the one named), or the diagnostics
//   front_tool resume [NAME] < text    the same, and the functions that continue after each of its checkpoints
//   front_tool check FILE…             lowers every function of the files: what is refused and why; verifies the rest
//   front_tool scopes FILE             the scopes of a file, a line a scope and name
// Why an executable: a crash ends one test, not the test run. Bugs exit with status 3.
#include "front/children.h"
#include "front/lower_function.h"
#include "front/resume.h"
#include "front/scopes.h"
#include "ir/print.h"
#include "ir/verify.h"
#include "syntax/parse.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

namespace {

using namespace coluber;

void find_functions(const syntax::Node& node, std::string prefix,
                    std::vector<std::pair<const syntax::Node*, std::string>>& out) {
    std::string inner = prefix;
    auto function = [&](std::string_view name) {
        out.emplace_back(&node, prefix + std::string(name));
        inner = prefix + std::string(name) + ".<locals>.";
    };
    if (auto* def = syntax::as<syntax::FunctionDef>(&node)) function(def->name_);
    if (auto* def = syntax::as<syntax::AsyncFunctionDef>(&node)) function(def->name_);
    if (syntax::is<syntax::Lambda>(node)) function("<lambda>");
    if (auto* def = syntax::as<syntax::ClassDef>(&node)) inner = prefix + std::string(def->name_) + ".";
    front::each_child(node, [&](const syntax::Node* part) { find_functions(*part, inner, out); });
}

std::vector<std::string> free_names(const front::Scopes& scopes, const syntax::Node& function) {
    std::vector<std::string> names;
    for (const front::Symbol& symbol : scopes[scopes.of(function)].symbols)
        if (symbol.binding == front::Binding::free) names.push_back(symbol.name);
    return names;
}

/// The numbers of its checkpoints; those of inner functions lie between.
std::vector<std::int64_t> checkpoints(const ir::Function& function) {
    std::vector<std::int64_t> numbers;
    for (std::uint32_t i = 0; i < function.inst_count(); ++i) {
        const ir::Inst& inst = function[ir::InstId{i}];
        if (function.is<ir::Checkpoint>(inst)) numbers.push_back(function.as<ir::Checkpoint>(inst).number);
    }
    return numbers;
}

void verify(ir::Module& module, ir::FunctionId id, bool resume) {
    ir::verify_or_throw(module, module[id], ir::VerifyLevel::untyped_block_closed, "front");
    for (const std::string& problem : front::verify_checkpoints(module[id])) throw Bug(problem);
    if (!resume) return;
    const ir::Function& function = module[id];
    std::vector<std::int64_t> numbers = checkpoints(function);
    for (std::size_t i = 0; i < numbers.size(); i += 1 + numbers.size() / 40) {
        ir::FunctionId rest = front::make_resume_function(module, function, numbers[i]);
        if (!rest) throw Bug(fmt::format("no checkpoint #{}", numbers[i]));
        ir::verify_or_throw(module, module[rest], ir::VerifyLevel::untyped_block_closed, "resume");
    }
}

struct File {
    std::unique_ptr<Source> source;
    Arena arena;
    Diagnostics diagnostics;
    syntax::Module* tree = nullptr;

    File(const std::string& name, std::string_view bytes) {
        auto decoded = syntax::decode_source(name, bytes, diagnostics);
        if (!decoded) return;
        source = std::make_unique<Source>(std::move(*decoded));
        if (auto parsed = syntax::parse_module(*source, arena, diagnostics)) tree = *parsed;
    }
};

void print_diagnostics(const Diagnostics& diagnostics, const Source& source) {
    for (const Diagnostic& diagnostic : diagnostics.items()) fmt::print("{}\n", render(diagnostic, source));
}

int lower(std::string_view only, bool resume) {
    File file("page.py", std::string{std::istreambuf_iterator<char>(std::cin), {}});
    if (!file.tree) return print_diagnostics(file.diagnostics, *file.source), 1;
    auto scopes = front::scopes_of_module(*file.tree, file.diagnostics);
    if (!scopes) return print_diagnostics(file.diagnostics, *file.source), 1;
    std::vector<std::pair<const syntax::Node*, std::string>> functions;
    find_functions(*file.tree, "", functions);
    ir::Module module;
    for (auto& [node, name] : functions) {
        if (!only.empty() && name != only) continue;
        Diagnostics diagnostics;
        front::FrontOptions options{"page.py", name, free_names(*scopes, *node)};
        if (auto id = front::lower_function(*node, options, module, diagnostics)) {
            fmt::print("{}", ir::print(module, module[*id]));
            verify(module, *id, !resume);
            for (std::int64_t number : resume ? checkpoints(module[*id]) : std::vector<std::int64_t>{}) {
                ir::FunctionId rest = front::make_resume_function(module, module[*id], number);
                fmt::print("; resume {}\n{}", number, ir::print(module, module[rest]));
                verify(module, rest, false);
            }
        } else {
            print_diagnostics(diagnostics, *file.source);
        }
    }
    return 0;
}

std::string read_file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

int check(std::span<char*> paths) {
    std::map<std::string, int> refused;
    int lowered = 0, bugs = 0;
    double seconds = 0;
    for (const char* path : paths) {
        File file(path, read_file(path));
        if (!file.tree) continue;
        auto scopes = front::scopes_of_module(*file.tree, file.diagnostics);
        if (!scopes) {
            fmt::print("{}\n", render(file.diagnostics.items().front(), *file.source));
            continue;
        }
        std::vector<std::pair<const syntax::Node*, std::string>> functions;
        find_functions(*file.tree, "", functions);
        for (auto& [node, name] : functions) {
            ir::Module module;
            Diagnostics diagnostics;
            front::FrontOptions options{path, name, free_names(*scopes, *node)};
            try {
                auto start = std::chrono::steady_clock::now();
                auto id = front::lower_function(*node, options, module, diagnostics);
                seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
                if (id) {
                    verify(module, *id, true);
                    ++lowered;
                } else {
                    ++refused[diagnostics.items().front().sentence];
                }
            } catch (const std::exception& bug) {
                ++bugs;
                fmt::print("BUG {}:{} {}: {}\n", path, node->at.line, name, std::string_view(bug.what()).substr(0, 300));
            }
        }
    }
    for (auto& [sentence, count] : refused) fmt::print("{:6} {}\n", count, sentence);
    fmt::print("{:6} lowered in {:.3f} s, {} bugs\n", lowered, seconds, bugs);
    return bugs ? 3 : 0;
}

int scopes_of(const char* path) {
    File file(path, read_file(path));
    if (!file.tree) return 1;
    auto scopes = front::scopes_of_module(*file.tree, file.diagnostics);
    if (!scopes) return print_diagnostics(file.diagnostics, *file.source), 1;
    static constexpr std::string_view kinds[] = {"module",        "function", "lambda",      "class",
                                                 "comprehension", "genexpr",  "type_params", "type_alias"};
    static constexpr std::string_view bindings[] = {"local", "cell", "free", "global_explicit", "global_implicit"};
    for (const front::Scope& scope : *scopes) {
        fmt::print("scope {} {} {}\n", kinds[static_cast<int>(scope.kind)], scope.node->at.line, scope.name);
        for (const front::Symbol& symbol : scope.symbols)
            fmt::print("  {} {}\n", symbol.name, bindings[static_cast<int>(symbol.binding)]);
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    std::span<char*> all(arguments, static_cast<std::size_t>(count));
    std::string_view mode = count > 1 ? arguments[1] : "";
    try {
        if (mode == "lower" || mode == "resume") return lower(count > 2 ? arguments[2] : "", mode == "resume");
        if (mode == "check") return check(all.subspan(2));
        if (mode == "scopes" && count == 3) return scopes_of(arguments[2]);
    } catch (const std::exception& bug) {
        fmt::print(stderr, "{}\n", bug.what());
        return 3;
    }
    fmt::print(stderr, "front_tool lower|resume|check|scopes\n");
    return 2;
}
