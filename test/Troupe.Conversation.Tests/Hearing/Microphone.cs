using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>Sends sound in pieces of 20 ms, each when its last sample was recorded.</summary>
internal sealed class Microphone(Listener listener, AudioFormat format, VirtualTime time)
{
    public Task VoiceAsync(int milliseconds) => SendAsync(ScriptedSound.Voice(format, TimeSpan.FromMilliseconds(milliseconds)));

    public Task SilenceAsync(int milliseconds) => SendAsync(ScriptedSound.Silence(format, TimeSpan.FromMilliseconds(milliseconds)));

    public Task RestAsync() => Task.Delay(TimeSpan.FromMilliseconds(1), time);

    private async Task SendAsync(short[] sound)
    {
        var size = format.Samples(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < sound.Length; i += size)
        {
            var frame = new AudioFrame(new MediaTime(time.Elapsed), format, sound.AsMemory(i, Math.Min(size, sound.Length - i)));
            await Task.Delay(frame.Duration, time);
            listener.Write(frame);
        }
    }
}
