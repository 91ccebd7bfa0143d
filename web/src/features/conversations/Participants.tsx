import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { Initials } from '@/ui/Initials';
import { Section } from '@/ui/Section';
import type { Conversation, Participant } from './api';
import classes from './Participants.module.css';

export function Participants({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  return (
    <Section title={t('participants.title')} count={talk.participants.length || undefined}>
      {talk.participants.length === 0 ? (
        <p className={classes.none}>{t('participants.none')}</p>
      ) : (
        <ul className={classes.list}>
          {talk.participants.map((person, at) => (
            <li key={at} className={classes.person}>
              <Initials name={person.name} />
              <span className={classes.words}>
                <bdi>{person.name}</bdi>
                <span className={classes.detail}>
                  {person.email && <bdi>{person.email}</bdi>}
                  <Belonging person={person} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** One of us, one of theirs, or somebody nobody has placed yet. */
function Belonging({ person }: { person: Participant }) {
  const { t } = useTranslation('conversations');
  const mayResolve = useMay('customers:write');
  if (person.internal) return <span>{t('participants.internal')}</span>;
  if (person.unmatchedId)
    return mayResolve ? (
      <Link to="/unmatched">{t('participants.unmatched')}</Link>
    ) : (
      <span>{t('participants.unmatched')}</span>
    );
  return null;
}
