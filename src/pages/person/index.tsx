import { Picker, Text, View } from '@tarojs/components';
import { useLoad, useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { type DocumentType, documentTypes } from '../../../domain/person/documentType';
import { readIdentityDocument } from '../../../domain/person/identityDocument';
import { type Residence, residences } from '../../../domain/person/residence';
import { Button } from '../../components/Button';
import { Chip } from '../../components/Chip';
import { Field } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { sayError } from '../../screen/asking';
import { back, parameter } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { useStores } from '../../stores/storeContext';
import './index.scss';

interface Draft {
  readonly name: string;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly residence: Residence;
}

const emptyDraft: Draft = {
  name: '',
  documentType: 'resident-id',
  documentNumber: '',
  birthDate: '',
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
      <Choices
        label={t('person.documentType')}
        options={documentTypes.map((type) => ({
          id: `document-${type}`,
          value: type,
          text: t(`documentType.${type}`),
        }))}
        chosen={draft.documentType}
        onChoose={(documentType) => change({ documentType })}
      />
      <Field
        id="document-number"
        label={t('person.documentNumber')}
        hint={draft.documentType === 'passport' ? '' : t('person.documentHint')}
        value={draft.documentNumber}
        type={draft.documentType === 'passport' ? 'text' : 'idcard'}
        maxLength={18}
        wrong={show(wrong.document, t('person.documentWrong'))}
        onInput={(documentNumber) => change({ documentNumber })}
      />
      {draft.documentType === 'passport' ? (
        <Picker
          mode="date"
          value={draft.birthDate || '1980-01-01'}
          start="1900-01-01"
          end={today}
          onChange={({ detail }) => change({ birthDate: detail.value })}
        >
          <View id="birth-date" className="person__date" ariaRole="button">
            <Text className="strong">{t('person.birthDate')}</Text>
            <Text>{draft.birthDate || '—'} ▾</Text>
          </View>
        </Picker>
      ) : null}
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
        type="number"
        maxLength={11}
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
  const declared = { ...draft, birthDate: draft.birthDate || undefined };
  return {
    name: draft.name.trim() === '',
    document: !readIdentityDocument(declared, today).ok,
    phone: draft.phone !== '' && !/^1[3-9]\d{9}$/.test(draft.phone),
  };
}

function toDeclared({ name, documentType, documentNumber, birthDate, phone, residence }: Draft) {
  return {
    name: name.trim(),
    documentType,
    documentNumber,
    residence,
    ...(documentType === 'passport' ? { birthDate } : {}),
    ...(phone === '' ? {} : { phone }),
  };
}
