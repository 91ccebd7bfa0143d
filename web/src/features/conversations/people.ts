export interface Named {
  name?: string;
  email?: string;
}

/** "John Smith <john@acme.example>", an address, or a name. */
export function readPerson(text: string): Named {
  const both = /^\s*"?(.*?)"?\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text);
  if (both) return { name: both[1] || undefined, email: both[2] };
  const alone = text.trim();
  return /^\S+@\S+$/.test(alone) ? { email: alone } : { name: alone };
}

export function writePerson({ name, email }: { name: string; email?: string }): string {
  return email ? `${name} <${email}>` : name;
}

/** Whether somebody among the participants already goes by this name, or has an address that spells all of it. */
export function isAmong(participants: readonly string[], speaker: string): boolean {
  const wanted = speaker.toLocaleLowerCase();
  return participants.some((text) => {
    const { name, email } = readPerson(text);
    const given = name?.toLocaleLowerCase();
    return given === undefined
      ? spells(email ?? '', wanted)
      : given === wanted || given.split(/\s+/)[0] === wanted;
  });
}

/** john.smith@ is John Smith; the server recognises more, once it sees everybody. */
function spells(email: string, name: string): boolean {
  const words = name.split(/\P{L}+/u).filter(Boolean);
  const address = email.split('@', 1)[0]?.toLocaleLowerCase().replace(/\P{L}/gu, '');
  return words.length > 1 && (address === words.join('') || address === words.toReversed().join(''));
}
