import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Lane } from '../../../domain/lane';
import { isPersonName, normalisePersonName } from '../../../domain/person/personName';
import { type Residence, residences } from '../../../domain/person/residence';
import { type GreenReason, greenReasons } from '../../../domain/queue/greenChannel';
import type { Service } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { askToConfirm, say, sayError } from '../../screen/asking';
import {
  type DocumentDraft,
  DocumentFields,
  emptyDocument,
  isDocumentWrong,
  toDeclaredDocument,
} from '../../screen/DocumentFields';
import { back } from '../../screen/navigation';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { Options, toggled } from '../Options';
import { useDesk } from '../useDesk';

interface Draft extends DocumentDraft {
  /** Tells drafts apart; nobody sees it. */
  readonly id: number;
  readonly name: string;
  readonly residence: Residence;
  readonly services: readonly Service[];
}

const MOST_PEOPLE = 5;
const MOST_SERVICES = 3;

function emptyDraft(id: number): Draft {
  return {
    id,
    ...emptyDocument,
    name: '',
    residence: 'in-province',
    services: ['passport'],
  };
}

/** Somebody without a phone stands at the desk: name, document, what for, and they have a number. */
export default observer(function IssuePage() {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  const { today } = desk;
  const { appointment } = today;
  const [drafts, setDrafts] = useState<readonly Draft[]>([emptyDraft(0)]);
  const [green, setGreen] = useState<GreenReason>();
  const [checked, setChecked] = useState(false);
  useDidShow(() => {
    today.dismiss();
    void city.ensure();
  });
  const hallToday = city.today ?? '2999-12-31';
  const change = (id: number, part: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
  const issue = async () => {
    setChecked(true);
    if (drafts.some((draft) => isWrong(draft, hallToday))) return;
    try {
      const lane: Lane = 'walk-in';
      const ticket = { lane, people: drafts.map(toPerson), ...(green === undefined ? {} : { green }) };
      if ((await today.issue(ticket)) !== undefined) back();
    } catch (error) {
      sayError(settings, error);
    }
  };
  const free = async () => {
    const [first] = drafts;
    if (first === undefined || isDocumentWrong(first, hallToday)) {
      setChecked(true);
      return;
    }
    if (!(await askToConfirm(settings, t('issue.freeAsk')))) return;
    try {
      const { documentType, documentNumber } = first;
      const count = await today.freeDocument({ documentType, documentNumber });
      say(count === 0 ? t('issue.nothingToFree') : t('issue.freed', { count }));
    } catch (error) {
      sayError(settings, error);
    }
  };
  const checkIn = async (reservation: string) => {
    try {
      if ((await today.checkIn({ reservation }, green)) !== undefined) back();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <DeskScreen title={t('issue.title')} withBar>
      {drafts.map((draft, index) => (
        <View key={draft.id}>
          {drafts.length === 1 ? null : (
            <View className="section">
              <Text>{t('issue.person', { number: index + 1 })}</Text>
              <Text
                className="link"
                ariaRole="button"
                onClick={() => setDrafts(drafts.filter(({ id }) => id !== draft.id))}
              >
                {t('issue.remove')}
              </Text>
            </View>
          )}
          <PersonFields
            draft={draft}
            checked={checked}
            today={hallToday}
            onChange={(part) => change(draft.id, part)}
          />
        </View>
      ))}
      <Options
        label={t('green.title')}
        name="green"
        options={greenReasons
          .filter((reason) => reason !== 'elder')
          .map((value) => ({ value, text: t(`green.${value}`) }))}
        chosen={green === undefined ? [] : [green]}
        onPress={(reason) => setGreen(reason === green ? undefined : reason)}
      />
      {drafts.length >= MOST_PEOPLE ? null : (
        <Text
          id="add-companion"
          className="link"
          ariaRole="button"
          onClick={() => setDrafts([...drafts, emptyDraft(Math.max(...drafts.map(({ id }) => id)) + 1)])}
        >
          + {t('issue.add')}
        </Text>
      )}
      {drafts.length > 1 ? null : (
        <View>
          <Text id="free-document" className="link" ariaRole="button" onClick={() => void free()}>
            {t('issue.free')}
          </Text>
        </View>
      )}
      {appointment === undefined ? null : (
        <Notice kind="warn" id="check-in-instead">
          <View>{t('issue.hasAppointment', { time: appointment.time })}</View>
          <Button id="check-in" disabled={today.busy} onPress={() => void checkIn(appointment.reservation)}>
            {t('today.checkIn')}
          </Button>
        </Notice>
      )}
      <View className="bar desk-bar__main">
        <Button id="issue" disabled={today.busy} onPress={() => void issue()}>
          {t('issue.give')}
        </Button>
      </View>
    </DeskScreen>
  );
});

interface PersonFieldsProps {
  readonly draft: Draft;
  readonly checked: boolean;
  readonly today: string;
  readonly onChange: (part: Partial<Draft>) => void;
}

const PersonFields = observer(function PersonFields({ draft, checked, today, onChange }: PersonFieldsProps) {
  const { city, settings } = useStores();
  const { t } = settings;
  const desk = useDesk();
  const { id } = draft;
  return (
    <View>
      <Field
        id={`name-${id}`}
        label={t('person.name')}
        hint={t('person.nameHint')}
        value={draft.name}
        maxLength={60}
        wrong={checked && isNameWrong(draft) ? t('person.nameWrong') : undefined}
        onInput={(name) => onChange({ name })}
      />
      <DocumentFields
        draft={draft}
        suffix={`-${id}`}
        today={today}
        wrong={checked && isDocumentWrong(draft, today) ? t('person.documentWrong') : undefined}
        onChange={onChange}
      />
      <Options
        label={t('person.residence')}
        name={`residence-${id}`}
        options={residences.map((value) => ({ value, text: t(`residence.${value}`) }))}
        chosen={[draft.residence]}
        onPress={(residence) => onChange({ residence })}
      />
      <Options
        label={desk.t('issue.services')}
        name={`service-${id}`}
        options={city.services.map(({ service, shortName }) => ({
          value: service,
          text: settings.pick(shortName),
        }))}
        chosen={draft.services}
        onPress={(service) => {
          const services = toggled(draft.services, service);
          if (services.length > 0 && services.length <= MOST_SERVICES) onChange({ services });
        }}
      />
    </View>
  );
});

function isNameWrong({ name }: Draft): boolean {
  return !isPersonName(normalisePersonName(name));
}

function isWrong(draft: Draft, today: string): boolean {
  return isNameWrong(draft) || isDocumentWrong(draft, today);
}

function toPerson(draft: Draft) {
  const { name, residence, services } = draft;
  return { person: { name, residence, ...toDeclaredDocument(draft) }, services: [...services] };
}
