import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Whether the caller reads `errors` of what this field returns: then a refusal is data, else it is thrown. */
export function selectsErrors(info: GraphQLResolveInfo): boolean {
  return info.fieldNodes.some(({ selectionSet }) => namesErrors(selectionSet, info));
}

function namesErrors(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): boolean {
  return set?.selections.some((selection) => isIncluded(selection, info) && leadsToErrors(selection, info)) ?? false;
}

// Fragments without an end were refused before the call began.
function leadsToErrors(selection: SelectionNode, info: GraphQLResolveInfo): boolean {
  if (selection.kind === Kind.FIELD) return selection.name.value === "errors";
  if (selection.kind === Kind.INLINE_FRAGMENT) return namesErrors(selection.selectionSet, info);
  return namesErrors(info.fragments[selection.name.value]?.selectionSet, info);
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false;
}
