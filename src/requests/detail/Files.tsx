import { Text, View } from '@tarojs/components';
import Taro, { useUnload } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Request } from '../../../contract/requests';
import { Card } from '../../components/Card';
import { say } from '../../screen/asking';
import { usePhrases } from '../../screen/usePhrases';
import { RequestsStore } from '../../stores/RequestsStore';
import { useStores } from '../../stores/storeContext';
import { requestPhrases } from '../phrases';

type Shown = Request['evidence'][number];

/** What was sent, to look at again. What was opened does not stay on the phone. */
export const Files = observer(function Files({ request }: { request: Request }) {
  const { platform, settings } = useStores();
  const requests = useStores().part(RequestsStore);
  const t = usePhrases(requestPhrases);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [opening, setOpening] = useState(false);
  useUnload(() => {
    for (const path of opened) platform.files.drop(path);
  });
  const show = async (file: Shown) => {
    if (opening) return;
    setOpening(true);
    try {
      const path = await requests.open(file);
      setOpened([...opened, path]);
      if (file.mediaType === 'application/pdf') await platform.files.showDocument(path);
      else await Taro.previewImage({ urls: [path], current: path });
    } catch {
      say(t('detail.cannotShow'));
    } finally {
      setOpening(false);
    }
  };
  return (
    <View>
      <View className="section">
        <Text>{t('detail.files')}</Text>
      </View>
      <Card>
        {request.evidence.length === 0 ? <View className="hint">{t('detail.noFiles')}</View> : null}
        {request.evidence.map((file, index) => (
          <View
            key={file.id}
            id={`look-${index + 1}`}
            className="detail__file"
            ariaRole="button"
            onClick={() => void show(file)}
          >
            <Text>
              {t('files.nth', { n: index + 1 })} · {file.mediaType === 'application/pdf' ? 'PDF' : 'JPG/PNG'}
            </Text>
            <Text className="link">{opening ? settings.t('common.loading') : t('files.view')}</Text>
          </View>
        ))}
      </Card>
    </View>
  );
});
