import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { ownValue } from "../kernel/index.js";

/** Whether the caller reads any of these fields of what is returned. */
export function selectsField(names: readonly string[], info: GraphQLResolveInfo): boolean {
  const isNamedIn = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => isIncluded(selection, info) && leadsThere(selection)) ?? false;
  // Fragments without an end were refused before the call began.
  const leadsThere = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return isNamedIn(selection.selectionSet);
    return isNamedIn(ownValue(info.fragments, selection.name.value)?.selectionSet);
  };
  return info.fieldNodes.some(({ selectionSet }) => isNamedIn(selectionSet));
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false;
}
