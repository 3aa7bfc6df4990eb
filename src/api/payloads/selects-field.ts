import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { ownValue } from "../../kernel/index.js";

/** Whether the caller reads this field of what is returned. Who reads `errors` gets refusals there, others as thrown. */
export function selectsField(name: string, info: GraphQLResolveInfo): boolean {
  const isNamedIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => isIncluded(selection, info) && leadsThere(selection)) ?? false;
  // Fragments without an end were refused before the call began.
  const leadsThere = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name;
    if (selection.kind === Kind.INLINE_FRAGMENT) return isNamedIn(selection.selectionSet);
    return isNamedIn(ownValue(info.fragments, selection.name.value)?.selectionSet);
  };
  return info.fieldNodes.some(({ selectionSet }) => isNamedIn(selectionSet));
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false;
}
