const names: Record<string, string> = { salesforce: 'Salesforce', hubspot: 'HubSpot' };

/** The CRM's own name, which no language changes. */
export const crmName = (crmType: string): string => names[crmType] ?? crmType;
