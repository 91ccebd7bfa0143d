import { createHmac } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';

interface Participant {
  /** Another one after each rejoin. */
  connection: string;
  customerKey?: string;
  email?: string;
  name: string;
}

/** Posts events as Zoom does: signed, with Zoom's own times. */
export class ZoomEvents {
  private readonly uuid = Buffer.from(crypto.randomUUID().slice(0, 16)).toString('base64');

  constructor(
    private readonly http: APIRequestContext,
    private readonly meeting: string,
    private readonly start: Date,
  ) {}

  /** An instant of the meeting, by minutes after its start. */
  private at(minute: number): string {
    return new Date(this.start.getTime() + minute * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  started = () => this.post('meeting.started', 0, {});

  ended = (minute: number) => this.post('meeting.ended', minute, { end_time: this.at(minute) });

  joined = (who: Participant, minute: number) =>
    this.post('meeting.participant_joined', minute, {
      participant: { ...this.participant(who), join_time: this.at(minute) },
    });

  left = (who: Participant, minute: number) =>
    this.post('meeting.participant_left', minute, {
      participant: { ...this.participant(who), leave_time: this.at(minute) },
    });

  private participant({ connection, customerKey, email = '', name }: Participant) {
    return {
      user_id: connection,
      participant_uuid: `P${connection}`,
      id: '',
      user_name: name,
      email,
      ...(customerKey ? { customer_key: customerKey } : {}),
    };
  }

  private post(event: string, minute: number, more: object) {
    return this.send({
      event,
      event_ts: Date.parse(this.at(minute)),
      payload: {
        account_id: process.env.ZOOM_ACCOUNT_ID ?? 'rapport-sandbox-account',
        object: {
          id: this.meeting,
          uuid: this.uuid,
          host_id: 'host',
          topic: 'Spring onboarding',
          type: 2,
          start_time: this.at(0),
          timezone: 'UTC',
          duration: 60,
          ...more,
        },
      },
    });
  }

  /** @param age of the signature's time stamp in seconds; unsigned when null */
  async send(event: object, age: number | null = 0): Promise<number> {
    const body = JSON.stringify(event);
    const stamp = String(Math.floor(Date.now() / 1000) - (age ?? 0));
    const digest = createHmac('sha256', process.env.ZOOM_WEBHOOK_SECRET_TOKEN ?? '')
      .update(`v0:${stamp}:${body}`)
      .digest('hex');
    const signed: Record<string, string> =
      age === null ? {} : { 'x-zm-signature': `v0=${digest}`, 'x-zm-request-timestamp': stamp };
    const answer = await this.http.post('/api/webhooks/zoom', {
      headers: { 'Content-Type': 'application/json', ...signed },
      data: body,
    });
    return answer.status();
  }
}
