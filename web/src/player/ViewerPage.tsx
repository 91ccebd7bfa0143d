import { useEffect, useState } from 'react';
import { directionOf, type Language } from './languages';
import { Embedded } from './Embedded';
import { Locked } from './Locked';
import { Missing } from './Missing';
import { SharedPage } from './SharedPage';
import { useShared } from './useShared';
import { sayIn } from './words';

/** `/v/:token` and `/embed/:token`: the video behind a link, for anybody who has it. */
export function ViewerPage({ token, embedded }: { token: string; embedded: boolean }) {
  const [language, setLanguage] = useState<Language>(document.documentElement.lang === 'ar' ? 'ar' : 'en');
  const [shared, again] = useShared(token);
  const say = sayIn(language);

  useEffect(() => {
    const { documentElement: root } = document;
    root.lang = language;
    root.dir = directionOf(language);
  }, [language]);

  const title =
    shared.state === 'ready'
      ? shared.video.title
      : say(
          shared.state === 'locked'
            ? 'locked.title'
            : shared.state === 'missing'
              ? `${shared.why}.title`
              : 'loading',
        );
  useEffect(() => {
    document.title = title;
  }, [title]);

  const speak = (chosen: Language) => {
    setLanguage(chosen);
    try {
      localStorage.setItem('rapport-language', chosen);
    } catch {
      // It holds for this page.
    }
  };
  const page = { token, language, say, speak };

  if (shared.state === 'ready') {
    const Shown = embedded ? Embedded : SharedPage;
    return <Shown {...page} video={shared.video} again={again} />;
  }
  if (shared.state === 'locked') return <Locked {...page} onOpen={again} />;
  if (shared.state === 'missing') return <Missing {...page} why={shared.why} again={again} />;
  return (
    <main className="page" aria-busy="true">
      <p className="hidden" role="status">
        {title}
      </p>
      <div className="waiting line" />
      <div className="waiting picture" />
    </main>
  );
}
