import {
  IconCalendarEvent,
  IconCalendarPlus,
  IconCertificate,
  IconChalkboard,
  IconLicense,
  IconReportAnalytics,
  IconSchool,
  IconUsersGroup,
} from '@tabler/icons-react';
import { createRoute, redirect } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { rootRoute, shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';
import { Problem } from '@/lib/problem';
import { meQuery } from '@/lib/session';

const mine = createRoute({
  getParentRoute: () => shellRoute,
  path: '/instructor/sessions',
  validateSearch: textFilters('status', 'view'),
  staticData: { requires: 'training' },
  component: page(() => import('./SessionsPage'), 'MySessionsPage'),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/instructor/sessions/$sessionId',
  staticData: { requires: 'training' },
  component: page(() => import('./SessionPage'), 'SessionPage'),
});

const attendance = createRoute({
  getParentRoute: () => shellRoute,
  path: '/instructor/sessions/$sessionId/attendance',
  staticData: { requires: 'training' },
  component: page(() => import('./AttendancePage'), 'AttendancePage'),
});

const courses = createRoute({
  getParentRoute: () => shellRoute,
  path: '/my-courses',
  component: page(() => import('./MyCoursesPage'), 'MyCoursesPage'),
});

const all = createRoute({
  getParentRoute: () => shellRoute,
  path: '/training/sessions',
  validateSearch: textFilters('status', 'cohort', 'instructor', 'from', 'to', 'view', 'open'),
  staticData: { requires: 'training:manage' },
  component: page(() => import('./SessionsPage'), 'AllSessionsPage'),
});

const cohorts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/training/cohorts',
  validateSearch: textFilters('query', 'open'),
  staticData: { requires: 'training:manage' },
  component: page(() => import('./CohortsPage'), 'CohortsPage'),
});

const cohort = createRoute({
  getParentRoute: () => shellRoute,
  path: '/training/cohorts/$cohortId',
  validateSearch: textFilters('query', 'open'),
  staticData: { requires: 'training:manage' },
  component: page(() => import('./CohortPage'), 'CohortPage'),
});

const licences = createRoute({
  getParentRoute: () => shellRoute,
  path: '/training/licences',
  staticData: { requires: 'training:manage' },
  component: page(() => import('./LicencesPage'), 'LicencesPage'),
});

const report = createRoute({
  getParentRoute: () => shellRoute,
  path: '/training/report',
  validateSearch: textFilters('from', 'to', 'cohort', 'customer'),
  staticData: { requires: 'training' },
  component: page(() => import('./ReportPage'), 'ReportPage'),
});

/** Outside the shell: the meeting has the whole window. With `t`, a personal link, nobody need be signed in. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/session/$sessionId/join',
  validateSearch: (search: Record<string, unknown>): { t?: string; from?: string } =>
    textFilters('t', 'from')(search),
  beforeLoad: async ({ context, location, search }): Promise<void> => {
    if (search.t !== undefined) return;
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' });
    } catch (error) {
      if (error instanceof Problem && error.status === 401)
        throw redirect({ to: '/login', search: { from: location.href } });
      throw error;
    }
  },
  component: page(() => import('./JoinPage'), 'JoinPage'),
});

export const routes = [mine, one, attendance, courses, all, cohorts, cohort, licences, report] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/my-courses',
      label: 'training:courses.title',
      icon: IconSchool,
      roles: ['learner'],
      letter: 'l',
      section: 'work',
    },
    {
      to: '/instructor/sessions',
      label: 'training:mine.title',
      icon: IconChalkboard,
      requires: 'training',
      letter: 't',
      section: 'work',
    },
    {
      to: '/training/sessions',
      label: 'training:all.title',
      icon: IconCalendarEvent,
      requires: 'training:manage',
      secondary: true,
      section: 'work',
    },
    {
      to: '/training/cohorts',
      label: 'training:cohorts.title',
      icon: IconUsersGroup,
      requires: 'training:manage',
      secondary: true,
      section: 'work',
    },
    {
      to: '/training/licences',
      label: 'training:licences.title',
      icon: IconLicense,
      requires: 'training:manage',
      secondary: true,
      section: 'work',
    },
    {
      to: '/training/report',
      label: 'training:overall.title',
      icon: IconReportAnalytics,
      requires: 'training',
      secondary: true,
      section: 'work',
    },
  ],
  commands: [
    { id: 'my-courses', label: 'training:courses.title', icon: IconCertificate, to: '/my-courses' },
    {
      id: 'session-schedule',
      label: 'training:schedule.action',
      icon: IconCalendarPlus,
      requires: 'training:manage',
      to: '/training/sessions?open=schedule',
    },
    {
      id: 'cohort-new',
      label: 'training:cohort.new',
      icon: IconUsersGroup,
      requires: 'training:manage',
      to: '/training/cohorts?open=new',
    },
  ],
};
