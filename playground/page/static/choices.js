// What an element offers, and what is chosen in it. Knows no page.

/** Return the options of a menu, of all its groups or of the workspace. */
export function optionsOf(element, listed) {
  const groups = element.option_groups?.flatMap((group) => group.options) ?? [];
  return [...(element.options ?? []), ...groups, ...(listed?.(element.type) ?? [])];
}

/** Return what is chosen: the values of options, or ids. */
export function chosenIn(element, state) {
  const held = state?.[element.action_id] ?? {};
  const one = held.selected_option ?? element.initial_option;
  const many = held.selected_options ?? element.initial_options ?? (one ? [one] : []);
  const id = held.selected_conversation ?? held.selected_channel ?? held.selected_user ??
    element.initial_conversation ?? element.initial_channel ?? element.initial_user;
  return id ? [id] : many.map((option) => option.value);
}
