import type { ReactNode } from 'react';
import { languageNames } from '@/ui/languageNames';
import { Mark } from '@/ui/Mark';
import type { Language } from './languages';
import type { Say } from './words';

export interface PageProps {
  token: string;
  language: Language;
  say: Say;
  speak: (language: Language) => void;
}

/** Mark, the page, and the other language by its own name. */
export function Frame({
  language,
  speak,
  children,
}: Pick<PageProps, 'language' | 'speak'> & { children: ReactNode }) {
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <>
      <header className="top">
        <span className="brand">
          <Mark size={20} />
          Rapport
        </span>
        <button type="button" className="quiet" lang={other} onClick={() => speak(other)}>
          {languageNames[other]}
        </button>
      </header>
      <main className="page">{children}</main>
    </>
  );
}
