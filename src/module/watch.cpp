#include "module/watch.h"

#include "module/entry.h"
#include "module/lookup.h"

#include <algorithm>
#include <unordered_map>

namespace coluber::module {

Entry::~Entry() { stop_watching(*this); }

bool Entry::is_current_after_all() {
    if (!record.holds()) {
        state.is_valid = 0;
        return false;
    }
    state.is_valid = 1;
    return true;
}

#if PY_VERSION_HEX < 0x030c0000

bool start_watching() { return true; }
void watch_last_answer(Entry&) {}
void stop_watching(Entry&) {}

#else

namespace {

/// One name of one watched dictionary, and an entry that was compiled with its value.
struct Interest {
    PyObject* name;  // interned, owned by the entry's record; or `any_name`
    Entry* entry;
};
// The records own the dictionaries' holders, so a dictionary here is alive while an entry is interested in it.
std::unordered_map<PyObject*, std::vector<Interest>> interests;
int watcher = -1;
constexpr PyObject* any_name = nullptr;  // the dictionary is small and hardly ever changed

int on_change(PyDict_WatchEvent event, PyObject* dict, PyObject* key, PyObject*) {
    auto found = interests.find(dict);
    if (found == interests.end()) return 0;
    bool is_whole = event == PyDict_EVENT_CLONED || event == PyDict_EVENT_CLEARED || event == PyDict_EVENT_DEALLOCATED;
    bool is_interned = key && PyUnicode_CheckExact(key) && PyUnicode_CHECK_INTERNED(key);
    for (Interest& interest : found->second) {
        bool is_hit = is_whole || interest.name == any_name || interest.name == key ||
                      (!is_interned && key && PyUnicode_Check(key) && PyUnicode_Compare(key, interest.name) == 0);
        if (is_hit) interest.entry->state.is_valid = 0;
    }
    if (event == PyDict_EVENT_DEALLOCATED) interests.erase(found);
    return 0;
}

void watch(PyObject* dict, PyObject* name, Entry& entry) {
    if (!dict || !PyDict_CheckExact(dict)) return;
    if (PyDict_Watch(watcher, dict) < 0) PyErr_Clear();
    interests[dict].push_back({name, &entry});
}

}  // namespace

bool start_watching() {
    watcher = PyDict_AddWatcher(on_change);
    return watcher >= 0;
}

void watch_last_answer(Entry& entry) {
    const Answer& answer = entry.record.answers().back();
    PyObject *holder = answer.holder.get(), *name = answer.name.get();
    if (answer.question == Question::attribute && PyModule_Check(holder)) watch(PyModule_GetDict(holder), name, entry);
    if (answer.question == Question::parameter_default) {
        watch(reinterpret_cast<PyFunctionObject*>(holder)->func_kwdefaults, any_name, entry);
    }
    if (answer.question != Question::global) return;
    watch(reinterpret_cast<PyFunctionObject*>(holder)->func_globals, name, entry);
    if (!is_in_globals(holder, name)) watch(reinterpret_cast<PyFunctionObject*>(holder)->func_builtins, name, entry);
}

void stop_watching(Entry& entry) {
    for (auto at = interests.begin(); at != interests.end();) {
        std::erase_if(at->second, [&](const Interest& interest) { return interest.entry == &entry; });
        if (at->second.empty()) {
            PyDict_Unwatch(watcher, at->first);
            at = interests.erase(at);
        } else {
            ++at;
        }
    }
}

#endif

}  // namespace coluber::module
