import { View } from '@tarojs/components';
import { useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { isPersonName, normalisePersonName } from '../../../domain/person/personName';
import { isPhoneNumber, normalisePhoneNumber } from '../../../domain/person/phoneNumber';
import { type Residence, residences } from '../../../domain/person/residence';
import { Button } from '../../components/Button';
import { Chip } from '../../components/Chip';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { sayError } from '../../screen/asking';
import {
  type DocumentDraft,
  DocumentFields,
  emptyDocument,
  isDocumentWrong,
  toDeclaredDocument,
} from '../../screen/DocumentFields';
import { back, parameter } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { useStores } from '../../stores/storeContext';
import './index.scss';

interface Draft extends DocumentDraft {
  readonly name: string;
  readonly phone: string;
  readonly residence: Residence;
}

const emptyDraft: Draft = {
  ...emptyDocument,
  name: '',
  phone: '',
  residence: 'in-province',
};

/** Someone adds a person once, and never types them again. */
export default observer(function PersonPage() {
  const { city, people, session, settings, booking } = useStores();
  const { t } = settings;
  const { params } = useRouter();
  const id = parameter(params, 'id');
  const [draft, setDraft] = useState(emptyDraft);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  useLoad(() => {
    void city.ensure();
    void session.ensure().catch(() => undefined);
    const known = people.list.find((person) => person.id === id);
    if (known !== undefined) change({ documentType: known.documentType, residence: known.residence });
  });

  const today = city.today ?? '2999-12-31';
  const wrong = mistakes(draft, today);
  const show = (mistake: boolean, phrase: string) => (checked && mistake ? phrase : undefined);

  const save = async () => {
    setChecked(true);
    if (busy || wrong.name || wrong.document || wrong.phone) return;
    setBusy(true);
    try {
      const isNew = id === undefined;
      const saved = await people.save(toDeclared(draft), id);
      if (isNew && !booking.chosen.includes(saved.id)) booking.togglePerson(saved.id);
      back();
    } catch (error) {
      sayError(settings, error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Screen title={id === undefined ? 'person.new' : 'person.edit'}>
      {id === undefined ? null : <Notice>{t('person.again')}</Notice>}
      <Field
        id="name"
        label={t('person.name')}
        hint={t('person.nameHint')}
        value={draft.name}
        maxLength={60}
        wrong={show(wrong.name, t('person.nameWrong'))}
        onInput={(name) => change({ name })}
      />
      <DocumentFields
        draft={draft}
        today={today}
        wrong={show(wrong.document, t('person.documentWrong'))}
        onChange={change}
      />
      <Choices
        label={t('person.residence')}
        options={residences.map((each) => ({
          id: `residence-${each}`,
          value: each,
          text: t(`residence.${each}`),
        }))}
        chosen={draft.residence}
        onChoose={(residence) => change({ residence })}
      />
      <Field
        id="person-phone"
        label={t('person.phone')}
        hint={t('confirm.phoneHint')}
        value={draft.phone}
        wrong={show(wrong.phone, t('person.phoneWrong'))}
        onInput={(phone) => change({ phone })}
      />
      <Button id="save-person" disabled={busy} onPress={() => void save()}>
        {t('common.save')}
      </Button>
      <View className="person__privacy hint">{t('person.privacy')}</View>
    </Screen>
  );
});

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly value: Value; readonly text: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choices<Value extends string>({ label, options, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <View className="person__choices">
      <View className="person__label">{label}</View>
      <View className="wrap">
        {options.map(({ id, value, text }) => (
          <Chip key={value} id={id} text={text} chosen={value === chosen} onPress={() => onChoose(value)} />
        ))}
      </View>
    </View>
  );
}

/** The same rules that the service checks, so that a typing mistake is seen before it is sent. */
function mistakes(draft: Draft, today: string) {
  return {
    name: !isPersonName(normalisePersonName(draft.name)),
    document: isDocumentWrong(draft, today),
    phone: draft.phone.trim() !== '' && !isPhoneNumber(normalisePhoneNumber(draft.phone)),
  };
}

function toDeclared(draft: Draft) {
  const { name, phone, residence } = draft;
  return {
    name,
    residence,
    ...toDeclaredDocument(draft),
    ...(phone.trim() === '' ? {} : { phone }),
  };
}
