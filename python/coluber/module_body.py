"""The statements of a file that `coluber build` compiles: where its functions are, and what the built module executes when imported.

The body stays Python's business: imports, constants and classes are statements that run once. Each `def` at the top of the file or of a
class keeps its place, its defaults and its decorators; innermost it is decorated with a *hook*, ``__coluber_built__[number]``. At the
build the hook notes the function, in the built module it puts the compiled one in its place (runtime/python/built_module.cpp).
"""

import ast
import collections

HOOKS = "__coluber_built__"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Body:
    """A file's tree; `definitions` are the functions in it that are not inside other functions."""

    def __init__(self, source, filename):
        self.tree = ast.parse(source, filename)
        self.filename = filename
        self.definitions = []
        self._find(self.tree, ())
        for number, (_, node) in enumerate(self.definitions):
            first = node.decorator_list[0] if node.decorator_list else node  # the function's first line stays what it is
            hook = ast.Subscript(ast.Name(HOOKS, ast.Load()), ast.Constant(number), ast.Load())
            ast.fix_missing_locations(ast.copy_location(hook, first))
            node.decorator_list.append(hook)

    def _find(self, node, classes):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, FUNCTIONS):
                self.definitions.append((classes, child))
            elif isinstance(child, ast.ClassDef):
                self._find(child, (*classes, child.name))
            elif not isinstance(child, ast.Lambda):
                self._find(child, classes)

    def code(self):
        return compile(self.tree, self.filename, "exec", dont_inherit=True)

    def changing_globals(self):
        """Names whose value at the end of the file says little: assigned twice or in a loop, or by a function's `global`."""
        counts = collections.Counter()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Global):
                counts.update({name: 2 for name in node.names})
        for node, weight in module_scope(self.tree, 1):
            counts.update({name: weight for name in names_bound(node)})
        return sorted(name for name, count in counts.items() if count > 1)

    def drop_coluber(self, is_ours):
        """Takes out what only the build needs: decorators for which `is_ours` holds, and imports of coluber that nothing else uses."""
        for _, node in self.definitions:
            node.decorator_list = [d for d in node.decorator_list if not is_ours(d)]
        imports = [node for node in ast.walk(self.tree) if is_coluber_import(node)]
        names = {alias.asname or alias.name.partition(".")[0] for node in imports for alias in node.names}
        for _, node in self.definitions:
            quote_annotations(node, names)
        used = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        if not names & used:
            self.tree = ast.fix_missing_locations(WithoutImports().visit(self.tree))


def module_scope(node, weight):
    """The nodes that may bind a name of the module, with a weight that is 2 in loops."""
    for child in ast.iter_child_nodes(node):
        yield child, weight
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            yield from module_scope(child, 2 if isinstance(child, (ast.For, ast.AsyncFor, ast.While)) else weight)


def names_bound(node):
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.alias(name=name, asname=other):
            return [other or name.partition(".")[0]]
    return []


def is_coluber_import(node):
    return (isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").partition(".")[0] == "coluber"
            or isinstance(node, ast.Import) and all(alias.name.partition(".")[0] == "coluber" for alias in node.names))


class WithoutImports(ast.NodeTransformer):
    def visit_Import(self, node):
        return ast.copy_location(ast.Pass(), node) if is_coluber_import(node) else node

    visit_ImportFrom = visit_Import


def quote_annotations(function, names):
    """Annotations that name coluber's types become strings, as under ``from __future__ import annotations``."""
    def quoted(annotation):
        is_ours = annotation and any(isinstance(n, ast.Name) and n.id in names for n in ast.walk(annotation))
        return ast.copy_location(ast.Constant(ast.unparse(annotation)), annotation) if is_ours else annotation

    args = function.args
    for arg in filter(None, (*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg)):
        arg.annotation = quoted(arg.annotation)
    function.returns = quoted(function.returns)
