import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useEffect, useRef, useState } from 'react';
import { countdownWords } from '../i18n/countdown';
import { formatDate, hallParts } from '../i18n/dates';
import { useStores } from '../stores/storeContext';
import './Countdown.scss';

export interface CountdownProps {
  readonly id: string;
  /** The instant at which the seats open. */
  readonly opensAt: string;
  /** Milliseconds that the service's clock is ahead of the phone's. */
  readonly clockAhead: number;
  /** Asked again and again from that instant on, until the answer says that they are open. */
  readonly onOpen: () => void;
}

const TICK = 1_000;
/** The service may need a moment to show what has just opened. */
const ASK_AGAIN_AFTER = 2_000;

/** When seats open, and how long that is from now; it asks for them by itself when the time has come. */
export const Countdown = observer(function Countdown({ id, opensAt, clockAhead, onOpen }: CountdownProps) {
  const { clock, settings } = useStores();
  const { t, language } = settings;
  const left = () => Date.parse(opensAt) - (clock() + clockAhead);
  const [milliseconds, setMilliseconds] = useState(left);
  const newest = useRef({ left, onOpen });
  newest.current = { left, onOpen };
  useEffect(() => {
    let askedAt = Number.POSITIVE_INFINITY;
    const tick = () => {
      const now = newest.current.left();
      setMilliseconds(now);
      if (now > 0 || askedAt - now < ASK_AGAIN_AFTER) return;
      askedAt = now;
      newest.current.onOpen();
    };
    const timer = setInterval(tick, TICK);
    return () => clearInterval(timer);
  }, []);
  const { date, time } = hallParts(opensAt);
  return (
    <View id={id} className="countdown">
      <Text className="countdown__when">
        {t('slots.opensAt', { date: formatDate(language, date), time })}
      </Text>
      <Text id={`${id}-left`} className="countdown__left">
        {countdownWords(t, milliseconds)}
      </Text>
      <Text className="hint">{t('slots.opensHint')}</Text>
    </View>
  );
});
