import { z } from 'zod';
import { idField, setOf } from './fields';
import { operation } from './operation';
import { operations } from './operations';

const bilingualText = z.object({ zh: z.string().min(1), en: z.string().min(1) });

/** When the person is asked to allow messages: with a tap that has to do with them. */
export const messageMoments = ['booked', 'waiting', 'ticket', 'request', 'document'] as const;

const platformTemplate = z.object({
  /** What the platform calls the template; each mini-program has its own. */
  id: z.string().min(3),
  /** Its fields, for example `thing1: "{hall}"`. */
  fields: z.record(z.string(), z.string()),
});

/** A text message: what the gateway calls its template, and the names that the template fills in. */
const textTemplate = z.object({
  id: z.string().regex(/^SMS_\d{6,12}$/),
  fields: z.record(z.string(), z.string()),
});

/** `data/<city>/messages.json`: what each kind of event tells, in both languages and on each platform. */
export const messageTable = z.object({
  source: z.string(),
  messages: z.array(
    z.object({
      /** As in `notification.kind`. */
      kind: z.string(),
      moment: z.enum(messageMoments),
      /** Cannot wait for the morning. */
      urgent: z.boolean(),
      title: bilingualText,
      text: bilingualText,
      /** Opened by a tap on the message. */
      page: z.string(),
      wechat: platformTemplate.optional(),
      alipay: platformTemplate.optional(),
      /** Only for what cannot wait and was not to be had on a platform: each one costs money. */
      sms: textTemplate.optional(),
    }),
  ),
});

export type MessageTable = z.output<typeof messageTable>;

const channel = z.enum(['wechat', 'alipay']);

const facts = operations.messages;

/** What the service tells a person, and what the person allowed it to tell. */
export const messages = {
  listTemplates: operation(
    facts.listTemplates,
    'The templates to ask for at a moment: at most three, as the platforms take them',
    z.object({ channel, moment: z.enum(messageMoments) }),
    z.object({ templates: z.array(z.string()).max(3) }),
  ),
  allow: operation(
    facts.allow,
    'Notes what the person allowed on the phone: one message for each template',
    z.object({
      channel,
      templates: setOf(z.string().min(3).max(64), 1, 3),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    z.object({ allowed: z.array(z.string()) }),
  ),
  listMine: operation(
    facts.listMine,
    'What happened lately, newest first, whether or not a message could be sent',
    z.object({ limit: z.number().int().min(1).max(50).default(20) }),
    z.object({
      messages: z.array(
        z.object({
          id: idField,
          at: z.iso.datetime(),
          kind: z.string(),
          subject: z.string(),
          title: bilingualText,
          text: bilingualText,
          page: z.string(),
          sent: z.boolean(),
        }),
      ),
    }),
  ),
};
