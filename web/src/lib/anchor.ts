/**
 * Where a guide's heading is found: "auth: the sign-in is not accepted" under #auth, any other under its own words, in
 * whatever language they are.
 */
export const anchor = (heading: string) =>
  (/^(\w+):/.exec(heading)?.[1] ?? heading).toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, '-');
