/** Tables, each after those that it refers to, so that rows can be put in as they come. By name where that is open. */
export function tableOrder(
  tables: readonly string[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly string[] {
  const ordered: string[] = [];
  const placed = new Set<string>();
  const open = [...tables].sort();
  while (open.length > 0) {
    const at = open.findIndex((table) =>
      references.every(({ from, to }) => from !== table || to === table || placed.has(to)),
    );
    if (at < 0) throw new Error(`These tables refer to each other in a circle: ${open.join(', ')}.`);
    const [table] = open.splice(at, 1);
    ordered.push(table);
    placed.add(table);
  }
  return ordered;
}
