import { Image, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import { Card } from '../components/Card';
import { say } from '../screen/asking';
import { usePhrases } from '../screen/usePhrases';
import type { EvidenceFile, EvidenceFiles } from '../stores/EvidenceFiles';
import { useStores } from '../stores/storeContext';
import './Evidence.scss';
import { requestPhrases } from './phrases';

/** Photos and documents: add, look, send on after a lost network, remove. */
export const Evidence = observer(function Evidence({ of }: { of: EvidenceFiles }) {
  const t = usePhrases(requestPhrases);
  return (
    <View>
      {of.files.map((file) => (
        <FileLine key={file.id} file={file} of={of} />
      ))}
      {of.room === 0 ? null : (
        <View className="evidence__add">
          <Button id="add-photo" kind="plain" onPress={() => void of.choose('photo')}>
            + {t('files.photo')}
          </Button>
          {of.canChooseDocuments ? (
            <Button id="add-document" kind="plain" onPress={() => void of.choose('document')}>
              + {t('files.document')}
            </Button>
          ) : null}
        </View>
      )}
    </View>
  );
});

const FileLine = observer(function FileLine({ file, of }: { file: EvidenceFile; of: EvidenceFiles }) {
  const { settings, platform } = useStores();
  const t = usePhrases(requestPhrases);
  const { source, status, error } = file;
  const percent = Math.floor((file.sent / file.parts) * 100);
  const show = () =>
    source.kind === 'photo'
      ? Taro.previewImage({ urls: [source.path], current: source.path })
      : platform.files.showDocument(source.path);
  const good = status === 'arrived';
  return (
    <Card>
      <View className="evidence__file">
        <View
          className="evidence__look"
          ariaRole="button"
          ariaLabel={`${t('files.view')} ${source.name}`}
          onClick={() => void show().catch(() => say(t('detail.cannotShow')))}
        >
          {source.kind === 'photo' ? (
            <Image className="evidence__picture" src={source.path} mode="aspectFill" />
          ) : (
            <Text className="evidence__pdf">PDF</Text>
          )}
        </View>
        <View className="grow">
          <View className="evidence__name">{source.name}</View>
          <View id={`file-${status}`} className={good ? 'good' : status === 'refused' ? 'bad' : 'hint'}>
            {good ? '✓ ' : ''}
            {t(`files.${status}`, { percent })}
          </View>
          {error === undefined ? null : (
            <View id="file-error" className="bad">
              {error.offline ? settings.t('common.offlineEmpty') : settings.error(error.code, error.details)}
            </View>
          )}
        </View>
        <View className="evidence__links">
          {status === 'stopped' ? (
            <Text id="resume" className="link" ariaRole="button" onClick={() => void of.resume()}>
              {t('files.resume')}
            </Text>
          ) : null}
          <Text
            id={`remove-${status}`}
            className="link bad"
            ariaRole="button"
            ariaLabel={`${t('files.remove')} ${source.name}`}
            onClick={() => void of.remove(file.id)}
          >
            {t('files.remove')}
          </Text>
        </View>
      </View>
    </Card>
  );
});
