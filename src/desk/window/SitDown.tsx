import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Lane } from '../../../domain/lane';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { sayError } from '../../screen/asking';
import { useStores } from '../../stores/storeContext';
import { Options, toggled } from '../Options';
import { Stepper } from '../Stepper';
import { useDesk } from '../useDesk';

/** As many as the largest hall has; any other number is a few taps away. */
const AT_HAND = 12;
const MOST = 99;

/** Chooses a window and what it is for; all lanes unless somebody says otherwise. */
export const SitDown = observer(function SitDown() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { window, session } = desk;
  const [wanted, setWanted] = useState<number>();
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  const taken = window.others.map((each) => each.window);
  const free = Array.from({ length: MOST }, (_, index) => index + 1).filter((each) => !taken.includes(each));
  const chosen = wanted ?? free[0] ?? 1;
  const offered = city.hall(session.hall ?? '')?.lanes.map(({ lane }) => lane) ?? [];
  const all: Lane[] = [...new Set<Lane>(['appointment', 'walk-in', ...offered])].filter(
    (lane) => lane !== 'kiosk',
  );
  const sit = async () => {
    try {
      await window.sitDown(chosen, lanes.length === 0 ? undefined : lanes);
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      <Options
        label={t('window.choose')}
        name="window"
        options={free
          .filter((number) => number <= AT_HAND)
          .map((number) => ({ value: String(number), text: String(number) }))}
        chosen={[String(chosen)]}
        onPress={(number) => setWanted(Number(number))}
      />
      <Stepper
        id="other-window"
        label={t('window.other')}
        value={chosen}
        least={1}
        most={MOST}
        onChange={setWanted}
      />
      <TakeOver />
      {taken.length === 0 ? null : <Notice>{t('window.taken', { windows: taken.join('、') })}</Notice>}
      <Options
        label={t('window.lanes')}
        name="lane"
        options={[
          { value: 'all', text: t('window.allLanes') },
          ...all.map((lane) => ({ value: lane, text: t(`lane.${lane}`) })),
        ]}
        chosen={lanes.length === 0 ? ['all'] : lanes}
        onPress={(lane) => setLanes(lane === 'all' ? [] : toggled(lanes, lane as Lane))}
      />
      <View className="bar desk-bar__main">
        <Button id="sit-down" disabled={window.busy} onPress={() => void sit()}>
          {t('window.sit', { window: chosen })}
        </Button>
      </View>
    </View>
  );
});

/** Windows of colleagues who have gone, each with whom it called or serves. */
const TakeOver = observer(function TakeOver() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { window } = desk;
  const take = async (number: number) => {
    try {
      await window.takeOver(number);
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      {window.takeable.map(({ window: number, away, entry, clerk }) => (
        <Notice key={number} kind={away ? 'warn' : 'info'} id={`left-${number}`}>
          <View>
            {t(away ? 'window.away' : 'window.occupied', { window: number })}
            {clerk === undefined ? '' : ` · ${clerk}`}
            {entry?.number === undefined ? '' : ` · ${entry.number} ${t(`status.${entry.status}`)}`}
          </View>
          <Button
            id={`take-over-${number}`}
            kind="plain"
            disabled={window.busy}
            onPress={() => void take(number)}
          >
            {t('window.takeOver', { window: number })}
          </Button>
        </Notice>
      ))}
    </View>
  );
});
