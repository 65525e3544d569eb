import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { askToConfirm, sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import type { Person } from '../../stores/PeopleStore';
import { useStores } from '../../stores/storeContext';

/** Someone keeps the list of the people whom they book for. */
export default observer(function PeoplePage() {
  const { city, people, settings } = useStores();
  const { t } = settings;
  const load = async () => {
    void city.ensure();
    await people.load();
  };
  useDidShow(() => {
    void load();
  });
  const hintOf = (rules: { peoplePerAccount?: number } | undefined) =>
    rules?.peoplePerAccount === undefined
      ? {}
      : { hint: t('people.noneHint', { max: rules.peoplePerAccount }) };
  return (
    <Screen title="people.title">
      <Loaded of={people.people} onRetry={() => void load()}>
        {(list) => (
          <View>
            {list.length === 0 ? (
              <Empty id="no-people" title={t('people.none')} {...hintOf(city.city.value?.rules)} />
            ) : null}
            {list.map((person) => (
              <PersonCard key={person.id} person={person} />
            ))}
            <Button id="add-person" onPress={() => go('person')}>
              {t('people.add')}
            </Button>
          </View>
        )}
      </Loaded>
    </Screen>
  );
});

const PersonCard = observer(function PersonCard({ person }: { person: Person }) {
  const { city, people, settings } = useStores();
  const { t } = settings;
  const remove = async () => {
    if (!(await askToConfirm(settings, t('people.removeAsk', { name: person.name })))) return;
    await people.remove(person.id).catch((error: unknown) => sayError(settings, error));
  };
  return (
    <Card>
      <View className="row row--spread">
        <Text className="title">{person.name}</Text>
        {person.needsGuardian ? (
          <Text className="warn">
            {t('people.minor', { age: city.city.value?.rules.guardianUnderAge ?? 16 })}
          </Text>
        ) : null}
      </View>
      <View className="hint">
        {t(`documentType.${person.documentType}`)} {person.documentNumber}
      </View>
      <View className="hint">
        {t(`residence.${person.residence}`)} {person.phone ?? ''}
      </View>
      <View className="row">
        <Text
          id={`edit-${person.id}`}
          className="link grow"
          ariaRole="button"
          onClick={() => go('person', { id: person.id })}
        >
          {t('common.edit')}
        </Text>
        <Text id={`remove-${person.id}`} className="link bad" ariaRole="button" onClick={() => void remove()}>
          {t('common.remove')}
        </Text>
      </View>
    </Card>
  );
});
