import {
  IconApi,
  IconAffiliate,
  IconBrandZoom,
  IconCalendarEvent,
  IconCircleDot,
  IconCloud,
  IconFileText,
  IconMovie,
  IconSchool,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Where facts come from, each with its sign. A source we do not know yet gets a plain one and its own name. */
export const sourceIcons: Record<string, Icon> = {
  upload: IconFileText,
  api: IconApi,
  zoom: IconBrandZoom,
  calendly: IconCalendarEvent,
  salesforce: IconCloud,
  hubspot: IconAffiliate,
  video: IconMovie,
  training: IconSchool,
};

export const unknownSource: Icon = IconCircleDot;

export function useSourceName(): (source: string) => string {
  const { t, i18n } = useTranslation('ui');
  return (source) => (i18n.exists(`ui:source.${source}`) ? String(t(`source.${source}` as never)) : source);
}

const crmNames: Record<string, string> = { salesforce: 'Salesforce', hubspot: 'HubSpot' };

/** The CRM's own name, which no language changes. */
export const crmName = (crmType: string): string => crmNames[crmType] ?? crmType;
