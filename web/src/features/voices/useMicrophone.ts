import { useCallback, useEffect, useRef, useState } from 'react';

export type MicrophoneState = 'idle' | 'asking' | 'recording' | 'refused' | 'missing';

/** What browsers record in, the best first. */
const formats = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

interface Open {
  stream: MediaStream;
  context: AudioContext;
  analyser: AnalyserNode;
}

/**
 * Records from the microphone. It stays open between one recording and the next, so that nothing is lost at the beginning,
 * and is let go with the page.
 */
export function useMicrophone(onRecorded: (recording: Blob) => void, mostSeconds: number) {
  const [state, setState] = useState<MicrophoneState>('idle');
  const [level, setLevel] = useState(0);
  const open = useRef<Open>(undefined);
  const recorder = useRef<MediaRecorder>(undefined);
  const handOn = useRef(onRecorded);
  useEffect(() => {
    handOn.current = onRecorded;
  });

  useEffect(
    () => () => {
      if (recorder.current) recorder.current.onstop = null;
      open.current?.stream.getTracks().forEach((track) => track.stop());
      void open.current?.context.close();
    },
    [],
  );

  useEffect(() => {
    if (state !== 'recording') return;
    const samples = new Float32Array(1024);
    const timer = setInterval(() => {
      open.current?.analyser.getFloatTimeDomainData(samples);
      setLevel(loudness(samples));
    }, 60);
    const end = setTimeout(() => recorder.current?.stop(), mostSeconds * 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
      setLevel(0);
    };
  }, [state, mostSeconds]);

  const start = useCallback(async () => {
    setState('asking');
    try {
      open.current ??= await opened();
    } catch (error) {
      setState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'missing');
      return;
    }
    const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format));
    const recording = new MediaRecorder(open.current.stream, mimeType ? { mimeType } : {});
    const parts: Blob[] = [];
    recording.ondataavailable = ({ data }) => parts.push(data);
    recording.onstop = () => {
      setState('idle');
      handOn.current(new Blob(parts, { type: recording.mimeType }));
    };
    recorder.current = recording;
    recording.start();
    setState('recording');
  }, []);

  const stop = useCallback(() => {
    if (recorder.current?.state === 'recording') recorder.current.stop();
  }, []);

  return { state, level, start, stop };
}

async function opened(): Promise<Open> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: true, autoGainControl: true },
  });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  return { stream, context, analyser };
}

/** From 0, which is -60 dB or less, to 1, which is as loud as can be. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-9)) / 60));
}
