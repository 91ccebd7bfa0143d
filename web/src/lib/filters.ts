/**
 * Filters live in the address. Reads the named ones as text and drops what is empty or unknown, so that one view has
 * one address.
 */
export function textFilters<const Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): { [name in Name]?: string } => {
    const kept: { [name in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') kept[name] = value;
      else if (typeof value === 'number' || typeof value === 'boolean') kept[name] = String(value);
    }
    return kept;
  };
}

export function isFiltered(search: object, ...except: string[]): boolean {
  return Object.entries(search).some(([name, value]) => value !== undefined && !except.includes(name));
}
