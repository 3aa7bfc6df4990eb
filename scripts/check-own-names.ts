/**
 * Plain objects are never asked by a name that somebody else chose: `table[name]` finds `constructor` and `__proto__` in
 * every object, and writing `__proto__` changes what it is. Asks the compiler for the type of each `object[name]` and
 * `name in object`: a name that can be any text needs a Map, `Object.hasOwn(object, name)` in the same function, or a
 * name out of a list (`keyof`). Prints every other place and exits with 1.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = /^(src|migrations)\//;

/** Takes a program and the folder its paths are told from; one line for each broken rule. */
export function findOwnNameProblems(program: ts.Program, root: string, isChecked: (path: string) => boolean): string[] {
  const checker = program.getTypeChecker();
  const problems: string[] = [];
  for (const source of program.getSourceFiles()) {
    const path = relative(root, source.fileName);
    if (!isChecked(path)) continue;
    const visit = (node: ts.Node): void => {
      const asked = askedByName(node);
      if (
        asked !== null &&
        isAnyText(checker, checker.getTypeAtLocation(asked.name)) &&
        isPlainObject(checker, asked.object)
      ) {
        if (!isGuarded(source, node, asked)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
          problems.push(
            `${path}:${line + 1}: ${node.getText(source)} finds what every object inherits; take a Map, or ask Object.hasOwn first`,
          );
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return problems;
}

interface Asked {
  readonly object: ts.Expression;
  readonly name: ts.Expression;
}

function askedByName(node: ts.Node): Asked | null {
  if (ts.isElementAccessExpression(node)) return { object: node.expression, name: node.argumentExpression };
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) {
    return { object: node.right, name: node.left };
  }
  return null;
}

/** Whether the type holds any text: not a number, a symbol, one of some names, or a key of the object's own type. */
function isAnyText(checker: ts.TypeChecker, type: ts.Type): boolean {
  const { flags } = type;
  if ((flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TemplateLiteral)) !== 0) {
    return true;
  }
  if ((flags & ts.TypeFlags.Index) !== 0) return false;
  if (type.isUnion()) return type.types.some((part) => isAnyText(checker, part));
  if (type.isIntersection()) return type.types.every((part) => isAnyText(checker, part));
  if ((flags & ts.TypeFlags.Instantiable) === 0) return false;
  const declared = type.symbol?.declarations?.find(ts.isTypeParameterDeclaration)?.constraint;
  const constraint = declared ? checker.getTypeFromTypeNode(declared) : checker.getBaseConstraintOfType(type);
  return constraint === undefined || isAnyText(checker, constraint);
}

/** Whether it inherits from Object.prototype and is no list: those are asked by numbers. */
function isPlainObject(checker: ts.TypeChecker, object: ts.Expression): boolean {
  const type = checker.getApparentType(checker.getNonNullableType(checker.getTypeAtLocation(object)));
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(
    (part) => checker.getIndexInfoOfType(part, ts.IndexKind.Number)?.keyType !== checker.getNumberType(),
  );
}

/** Whether the same function asks `Object.hasOwn` of the same object and name. */
function isGuarded(source: ts.SourceFile, node: ts.Node, { object, name }: Asked): boolean {
  let within: ts.Node = node;
  while (within.parent !== undefined && !ts.isFunctionLike(within)) within = within.parent;
  return within.getText(source).includes(`Object.hasOwn(${object.getText(source)}, ${name.getText(source)})`);
}

export function programOf(root: string): ts.Program {
  const file = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(file.config, ts.sys, root);
  return ts.createProgram(
    fileNames.filter((name) => FOLDERS.test(relative(root, name))),
    { ...options, noEmit: true },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = findOwnNameProblems(programOf(ROOT), ROOT, (path) => FOLDERS.test(path));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
