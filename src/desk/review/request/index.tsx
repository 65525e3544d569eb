import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter, useUnload } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { ReviewedRequest } from '../../../../contract/requests';
import { undecidedStatuses } from '../../../../domain/requests/requestStatus';
import { Button } from '../../../components/Button';
import { Card } from '../../../components/Card';
import { Notice } from '../../../components/Notice';
import { formatDate } from '../../../i18n/dates';
import { Loaded } from '../../../screen/Loaded';
import { parameter } from '../../../screen/navigation';
import { useStores } from '../../../stores/storeContext';
import { DeskScreen } from '../../DeskScreen';
import { useReview } from '../useReview';
import { Waiting } from '../Waiting';
import { DecisionSheet } from './DecisionSheet';
import './index.scss';
import { Papers } from './Papers';

interface Showing {
  readonly request: ReviewedRequest;
}

/** One request: who and why, the proof page by page, and a decision within the thumb's reach. */
export default observer(function ReviewRequestPage() {
  const { city } = useStores();
  const { review, t } = useReview();
  const id = parameter(useRouter().params, 'id') ?? '';
  const load = async () => {
    await city.ensure();
    await review.load(id);
  };
  useDidShow(() => {
    void load();
  });
  useUnload(() => review.closeFiles());
  return (
    <DeskScreen title={t('one.title')} withBar>
      <Loaded of={review.shown} onRetry={() => void load()}>
        {(request) => (
          <View>
            <Why request={request} />
            <Who request={request} />
            <Papers request={request} />
            <Bar request={request} />
          </View>
        )}
      </Loaded>
    </DeskScreen>
  );
});

const Why = observer(function Why({ request }: Showing) {
  const { settings } = useStores();
  const { review, t } = useReview();
  const { kind, reason, status, company, letter, coveredByLetter, statement, appeal, note } = request;
  const known = review.reasonOf(reason);
  const day = (date: string) => formatDate(settings.language, date);
  return (
    <Card>
      <View className="row row--spread">
        <Text className="title grow">
          {t(`kind.${kind}`)} · {known === undefined ? '' : settings.pick(known.name)}
        </Text>
        <Text id="review-status" className="hint">
          {t(`status.${status}`)}
        </Text>
      </View>
      <Waiting request={request} />
      {known === undefined ? null : (
        <View>{t('one.needs', { proof: known.proofs.map((proof) => settings.pick(proof)).join('；') })}</View>
      )}
      {company === undefined ? null : <View className="strong">{company.name}</View>}
      {letter === undefined ? null : (
        <View>{t('one.letter', { from: day(letter.from), until: day(letter.until) })}</View>
      )}
      {coveredByLetter ? <View>{t('one.byLetter')}</View> : null}
      {statement === '' ? null : <Notice id="statement">{statement}</Notice>}
      {appeal === undefined ? null : (
        <Notice kind="warn" id="appeal">
          <View className="strong">{t('one.appeal')}</View>
          <View>{appeal}</View>
        </Notice>
      )}
      {note === undefined || note === '' ? null : <View id="note">{t('one.note', { note })}</View>}
    </Card>
  );
});

const Who = observer(function Who({ request }: Showing) {
  const { city, settings } = useStores();
  const { t } = useReview();
  return (
    <View>
      <View className="section">
        <Text>{t('one.who')}</Text>
      </View>
      <Card>
        {request.people.map(({ name, documentType, documentNumber, residence, services }) => (
          <View key={documentNumber}>
            <View className="row row--spread">
              <Text className="strong">{name}</Text>
              <Text className="hint">{documentNumber}</Text>
            </View>
            <View className="hint">
              {settings.t(`documentType.${documentType}`)} · {settings.t(`residence.${residence}`)} ·{' '}
              {services
                .map((service) =>
                  settings.pick(city.service(service)?.shortName ?? { zh: service, en: service }),
                )
                .join('，')}
            </View>
          </View>
        ))}
      </Card>
    </View>
  );
});

const Bar = observer(function Bar({ request }: Showing) {
  const { t } = useReview();
  const [deciding, setDeciding] = useState<'approved' | 'refused'>();
  if (!undecidedStatuses.includes(request.status)) return null;
  return (
    <View>
      <View className="bar review-request__decide">
        <View className="review-request__decide-one">
          <Button id="refuse" kind="danger" onPress={() => setDeciding('refused')}>
            {t('decide.refuse')}
          </Button>
        </View>
        <View className="review-request__decide-one">
          <Button id="approve" onPress={() => setDeciding('approved')}>
            {t('decide.approve')}
          </Button>
        </View>
      </View>
      {deciding === undefined ? null : (
        <DecisionSheet decision={deciding} onClose={() => setDeciding(undefined)} />
      )}
    </View>
  );
});
