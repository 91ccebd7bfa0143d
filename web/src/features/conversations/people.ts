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

/** Whether somebody among the participants already goes by this name. */
export function isAmong(participants: readonly string[], speaker: string): boolean {
  const wanted = speaker.toLocaleLowerCase();
  return participants.some((text) => {
    const name = readPerson(text).name?.toLocaleLowerCase();
    return name === wanted || name?.split(/\s+/)[0] === wanted;
  });
}
