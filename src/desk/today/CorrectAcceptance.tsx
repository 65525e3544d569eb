import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DeskEntry } from '../../../contract/desk';
import { type AcceptanceReason, acceptanceReasons } from '../../../domain/document/documentStatus';
import { Button } from '../../components/Button';
import { say, sayError } from '../../screen/asking';
import type { Application } from '../../stores/DeskTodayStore';
import { useStores } from '../../stores/storeContext';
import { serviceName } from '../entryText';
import { Options, toggled } from '../Options';
import { useDesk } from '../useDesk';

export interface CorrectAcceptanceProps {
  readonly entry: DeskEntry;
  readonly ticket: string;
  readonly onDone: () => void;
}

/** Somebody was served and the wrong thing was accepted: what it really was, and why it was not said so. */
export const CorrectAcceptance = observer(function CorrectAcceptance(props: CorrectAcceptanceProps) {
  const { t } = useDesk();
  const [open, setOpen] = useState(false);
  if (open) return <Correction {...props} />;
  return (
    <Text id="correct" className="link" ariaRole="button" onClick={() => setOpen(true)}>
      {t('today.correct')}
    </Text>
  );
});

const Correction = observer(function Correction({ entry, ticket, onDone }: CorrectAcceptanceProps) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const applications = entry.people.flatMap(({ position, name, services }) =>
    services.map(({ service, accepted }) => ({ position, name, service, accepted: accepted === true })),
  );
  const [taken, setTaken] = useState(() => applications.filter(({ accepted }) => accepted).map(keyOf));
  const [reason, setReason] = useState<AcceptanceReason>('wrong-tap');
  const save = async () => {
    const accepted = applications
      .filter((each) => taken.includes(keyOf(each)))
      .map(({ position, service }) => ({ position, service }));
    try {
      await desk.today.correct(ticket, accepted, reason);
      say(t('today.corrected'));
      onDone();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      <Options
        label={t('today.correctWhat')}
        name="accepted"
        options={applications.map((each) => ({
          value: keyOf(each),
          text: `${each.name} ${serviceName(city, settings, each.service)}`,
        }))}
        chosen={taken}
        onPress={(key) => setTaken([...toggled(taken, key)])}
      />
      <Options
        label={t('today.correctWhy')}
        name="reason"
        options={acceptanceReasons.map((value) => ({ value, text: t(`acceptance.${value}`) }))}
        chosen={[reason]}
        onPress={(why) => setReason(why)}
      />
      <View className="desk-bar__main">
        <Button id="save-correction" disabled={desk.today.busy} onPress={() => void save()}>
          {t('today.correct')}
        </Button>
      </View>
    </View>
  );
});

function keyOf({ position, service }: Application): string {
  return `${position}-${service}`;
}
