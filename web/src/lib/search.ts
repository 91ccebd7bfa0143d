/**
 * The spelling that search compares: case, accents, tashkeel and tatweel do not count, nor which alef, yeh, heh or
 * digits someone typed.
 */
export function normalised(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}|\u0640/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .toLocaleLowerCase();
}

/** Every word typed begins some word of the text. */
export function matches(text: string, typed: string): boolean {
  const words = normalised(text).split(/[\s\-–/.,@]+/);
  return normalised(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
