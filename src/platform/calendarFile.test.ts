import fc from 'fast-check';
import ICAL from 'ical.js';
import { toICalendar } from './calendarFile';

const event = {
  id: '01a21e64-1ac9-7193-a7c1-1e2a389c1889',
  title: '出入境预约 西湖区公安分局出入境接待大厅',
  place: '西湖区文三路1号, 2楼; 电梯旁\\左\n出口',
  startsAt: new Date('2026-12-01T01:00:00Z'),
  endsAt: new Date('2026-12-01T01:30:00Z'),
};
const now = new Date('2026-11-27T08:00:00Z');

function readBack(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const component = calendar.getFirstSubcomponent('vevent');
  if (component === null) throw new Error('The file has no event.');
  return { event: new ICAL.Event(component), component };
}

it('is read by another program as it was meant', () => {
  const { event: read, component } = readBack(toICalendar(event, now));

  expect(read.summary).toBe(event.title);
  expect(read.location).toBe(event.place);
  expect(read.startDate.toJSDate()).toEqual(event.startsAt);
  expect(read.endDate.toJSDate()).toEqual(event.endsAt);
  expect(component.getAllSubcomponents('valarm')).toHaveLength(1);
});

it('is the same event after the visit was moved, in a later version', () => {
  const { event: first } = readBack(toICalendar(event, now));
  const moved = {
    ...event,
    startsAt: new Date('2026-12-02T01:00:00Z'),
    endsAt: new Date('2026-12-02T01:30:00Z'),
  };
  const { event: second } = readBack(toICalendar(moved, new Date('2026-11-27T08:05:00Z')));

  expect(second.uid).toBe(first.uid);
  expect(second.sequence).toBeGreaterThan(first.sequence);
});

it('keeps any text whole, in lines of at most 75 octets that each end with CRLF', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    .map((typed) => typed.replace(/\r/g, ''));
  fc.assert(
    fc.property(text, text, (title, place) => {
      const file = toICalendar({ ...event, title, place }, now);
      const { event: read } = readBack(file);
      expect(read.summary).toBe(title);
      expect(read.location).toBe(place);
      expect(file.endsWith('\r\n')).toBe(true);
      for (const line of file.slice(0, -2).split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
    }),
  );
});
