import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Request } from '../../../contract/requests';
import { Button } from '../../components/Button';
import { say, sayError } from '../../screen/asking';
import { usePhrases } from '../../screen/usePhrases';
import { RequestsStore } from '../../stores/RequestsStore';
import { useStores } from '../../stores/storeContext';
import { Evidence } from '../Evidence';
import { requestPhrases } from '../phrases';
import { Statement } from '../Statement';

/** Asks once to be looked at again, with better papers. Folded until somebody wants it. */
export const Appeal = observer(function Appeal({ request }: { request: Request }) {
  const { settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const send = async () => {
    try {
      if ((await requests.appeal(request.id, reason)) !== undefined) say(t('detail.appealed'));
    } catch (error) {
      sayError(settings, error);
    }
  };
  if (!open) {
    return (
      <Button id="appeal" onPress={() => setOpen(true)}>
        {t('detail.appeal')}
      </Button>
    );
  }
  return (
    <View>
      <View className="section">{t('detail.appealReason')}</View>
      <Statement
        id="appeal-reason"
        label={t('detail.appealReason')}
        hint={t('detail.appealHint')}
        value={reason}
        onInput={setReason}
      />
      <Evidence of={requests.more} />
      <View className="detail__button">
        <Button
          id="send-appeal"
          disabled={reason.trim().length < 2 || !requests.more.settled || requests.busy}
          onPress={() => void send()}
        >
          {t('detail.appealSend')}
        </Button>
      </View>
    </View>
  );
});
