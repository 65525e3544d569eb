import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import { Card } from '../components/Card';
import { Chip } from '../components/Chip';
import { Empty } from '../components/Empty';
import { Field } from '../components/Field';
import { Notice } from '../components/Notice';
import { tellApart } from '../stores/PeopleStore';
import { useStores } from '../stores/storeContext';
import { Loaded } from './Loaded';
import { go } from './navigation';

/** Who comes, who comes along, and how to reach them; filled in from last time. */
export const PartyFields = observer(function PartyFields({ onRetry }: { onRetry: () => void }) {
  return (
    <View>
      <Who onRetry={onRetry} />
      <Guardian />
      <Phone />
    </View>
  );
});

/** The saved people, those who come chosen; filled in from last time. */
export const Who = observer(function Who({ onRetry }: { onRetry: () => void }) {
  const { booking, city, people, settings } = useStores();
  const { t } = settings;
  const age = city.city.value?.rules.guardianUnderAge ?? 16;
  return (
    <View>
      <View className="section">
        <Text>{t('confirm.who')}</Text>
        <Text id="add-person" className="link" ariaRole="button" onClick={() => go('person')}>
          + {t('confirm.addPerson')}
        </Text>
      </View>
      <Loaded of={people.people} onRetry={onRetry} lines={1}>
        {(list) =>
          list.length === 0 ? (
            <Card>
              <Empty id="nobody" title={t('confirm.nobody')}>
                <Button id="add-first-person" onPress={() => go('person')}>
                  {t('confirm.addPerson')}
                </Button>
              </Empty>
            </Card>
          ) : (
            <View className="wrap">
              {list.map((person) => (
                <Chip
                  key={person.id}
                  id={`person-${person.id}`}
                  text={
                    person.needsGuardian
                      ? `${tellApart(person, list)} · ${t('people.minor', { age })}`
                      : tellApart(person, list)
                  }
                  chosen={booking.party.some(({ id }) => id === person.id)}
                  onPress={() => booking.togglePerson(person.id)}
                />
              ))}
            </View>
          )
        }
      </Loaded>
    </View>
  );
});

const Guardian = observer(function Guardian() {
  const { booking, city, people, settings } = useStores();
  const { t } = settings;
  if (!booking.needsGuardian) return null;
  return (
    <View id="guardian">
      <View className="section">
        <Text>{t('confirm.guardian')}</Text>
      </View>
      <Notice kind="warn">
        {t('confirm.guardianHint', { age: city.city.value?.rules.guardianUnderAge ?? 16 })}
        {booking.guardians.length === 0 ? ` ${t('confirm.guardianNone')}` : ''}
      </Notice>
      <View className="wrap">
        {booking.guardians.map((person) => (
          <Chip
            key={person.id}
            id={`guardian-${person.id}`}
            text={tellApart(person, people.list)}
            chosen={booking.chosenGuardian?.id === person.id}
            onPress={() => booking.chooseGuardian(person.id)}
          />
        ))}
      </View>
    </View>
  );
});

const Phone = observer(function Phone() {
  const { booking, settings } = useStores();
  if (booking.party.length === 0 || !booking.needsPhone) return null;
  return (
    <View className="section--field">
      <Field
        id="phone"
        label={settings.t('confirm.phone')}
        hint={settings.t('confirm.phoneHint')}
        value={booking.phone}
        wrong={booking.phoneIsWrong ? settings.t('person.phoneWrong') : undefined}
        onInput={(phone) => booking.writePhone(phone)}
      />
    </View>
  );
});

const missingPhrases = {
  person: 'confirm.choosePerson',
  guardian: 'confirm.chooseGuardian',
  phone: 'confirm.writePhone',
  students: 'confirm.declareStudents',
} as const;

/** What is still to be filled in. */
export const MissingHint = observer(function MissingHint() {
  const { booking, settings } = useStores();
  const { missing } = booking;
  if (missing === undefined) return null;
  return (
    <View id="missing" className="hint">
      {settings.t(missingPhrases[missing])}
    </View>
  );
});
