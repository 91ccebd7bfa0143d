import { Anchor, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages, speak } from '@/i18n';
import { languageNames } from './languageNames';

/** Each language by its own name, so that it can be found by those who read no other. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  return (
    <Group gap="md">
      {languages.map((language) => (
        <Anchor
          key={language}
          component="button"
          type="button"
          size="sm"
          lang={language}
          c={i18n.language === language ? 'var(--mantine-color-text)' : 'dimmed'}
          fw={i18n.language === language ? 600 : 400}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(language)}
        >
          {languageNames[language]}
        </Anchor>
      ))}
    </Group>
  );
}
