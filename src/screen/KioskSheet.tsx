import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import { Sheet } from '../components/Sheet';
import { hallParts } from '../i18n/dates';
import { kioskCount } from '../i18n/kiosks';
import type { Kiosk } from '../stores/CityStore';
import { type KioskReport, kioskReports } from '../stores/KioskStore';
import { useStores } from '../stores/storeContext';
import { say, sayError } from './asking';
import './KioskSheet.scss';

/** A kiosk: how it is, what it does and for whom, and one tap to tell everyone how it is now. */
export const KioskSheet = observer(function KioskSheet({ onReported }: { onReported: () => void }) {
  const { kiosks, settings } = useStores();
  const { t, pick } = settings;
  const { kiosk } = kiosks;
  if (kiosk === undefined) return null;
  const report = async (says: KioskReport) => {
    try {
      if (!(await kiosks.report(says))) return;
      kiosks.close();
      say(t('kiosk.thanks'));
      onReported();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Sheet title={pick(kiosk.name)} closeLabel={t('common.close')} onClose={() => kiosks.close()}>
      <State kiosk={kiosk} />
      <CanDo kiosk={kiosk} />
      <View className="strong kiosk__ask">{t('kiosk.now')}</View>
      <View className="kiosk__reports">
        {kioskReports.map((says) => (
          <Button
            key={says}
            id={`kiosk-${says}`}
            kind={says === 'out' ? 'danger' : 'plain'}
            disabled={kiosks.busy}
            onPress={() => void report(says)}
          >
            {t(`kiosk.report.${says}`)}
          </Button>
        ))}
      </View>
      <View className="hint">{t('kiosk.believed')}</View>
    </Sheet>
  );
});

const State = observer(function State({ kiosk }: { kiosk: Kiosk }) {
  const { settings } = useStores();
  const { t } = settings;
  const { inService, devices, queue, reportedOut: out, confirmed } = kiosk;
  const parts = [
    inService ? t('kiosk.works') : t('halls.kioskOff'),
    t('halls.kiosk'),
    ...(devices === undefined ? [] : [kioskCount(settings, devices)]),
    ...(queue === undefined ? [] : [t('halls.kioskQueue', { count: queue })]),
    ...(confirmed ? [] : [t('halls.kioskUnconfirmed')]),
  ];
  return (
    <View id="kiosk-state">
      <View className={inService ? 'good' : 'warn'}>{parts.join(' · ')}</View>
      {out === undefined ? null : (
        <View className="warn">
          {t('kiosk.reportedOut', { count: out.people, time: hallParts(out.at).time })}
        </View>
      )}
    </View>
  );
});

const CanDo = observer(function CanDo({ kiosk }: { kiosk: Kiosk }) {
  const { city, settings } = useStores();
  const { t, pick } = settings;
  const rule = city.city.value?.shortcuts.kiosk;
  const lines = kiosk.endorsements.map((letter) => {
    // What an older version kept on the phone knows no endorsements of the rule.
    const limited = rule?.endorsements?.find((each) => each.letter === letter)?.cityHouseholdOnly === true;
    const name = t(`kiosk.endorsement.${letter}`);
    return limited
      ? `${name} · ${t('kiosk.cityHousehold', { city: pick(city.city.value?.city.name ?? { zh: '', en: '' }) })}`
      : name;
  });
  return (
    <View className="kiosk__cando">
      <View className="hint">{t('kiosk.cando')}</View>
      {lines.map((line) => (
        <View key={line}>
          <Text>{line}</Text>
        </View>
      ))}
      {rule === undefined ? null : <View className="hint">{pick(rule.conditions)}</View>}
    </View>
  );
});
