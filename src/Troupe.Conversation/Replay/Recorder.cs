using System.Buffers;
using System.Threading.Channels;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Replay;

/// <summary>
/// Writes a conversation down as it happens, for <see cref="Recording"/> to read. The loop never waits for it: facts that come faster than they can be written are
/// lost, all from the first one on, and the recording says so. Holds what people said: treat it as personal data.
/// </summary>
/// <remarks>Dispose it after the conversation ended: then all is written. A stream that fails ends the recording, not the conversation.</remarks>
public sealed class Recorder : IConversationJournal, IAsyncDisposable
{
    /// <summary>Facts that wait to be written: a presenter who speaks while a person does makes 200 in a second, so this is 20 s of a disk that stands still.</summary>
    private const int Pending = 4096;

    private readonly Channel<ConversationEvent> _facts = Channel.CreateBounded<ConversationEvent>(
        new BoundedChannelOptions(Pending) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    private readonly RecordingLines _lines = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Stream _output;
    private readonly Task _writing;
    private FactsLost? _lost;

    /// <summary>Begins a recording.</summary>
    /// <param name="output">Where it goes; disposed with the recorder. Its writes are awaited on no particular thread.</param>
    /// <param name="time">Tells the date of the recording.</param>
    public Recorder(Stream output, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _output = output;
        RecordingLines.WriteHeader(_buffer, time.GetUtcNow());
        _writing = WriteAsync();
    }

    /// <summary>Facts that were lost.</summary>
    public long Lost => _lost?.Count ?? 0;

    /// <inheritdoc/>
    public bool IsRecording => true;

    /// <inheritdoc/>
    public void Append(ConversationEvent fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (_lost is not null || !_facts.Writer.TryWrite(fact))
        {
            _lost = new FactsLost(_lost?.At ?? fact.At, Lost + 1);
        }
    }

    /// <summary>Writes what waits, and closes the stream.</summary>
    /// <exception cref="IOException">The stream failed: what it holds ends somewhere.</exception>
    public async ValueTask DisposeAsync()
    {
        _facts.Writer.TryComplete();
        await using (_output)
        {
            await _writing;
            if (_lost is not null)
            {
                _lines.Write(_buffer, _lost);
                await FlushAsync();
            }
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _facts.Reader.WaitToReadAsync())
            {
                while (_buffer.WrittenCount < 1 << 16 && _facts.Reader.TryRead(out var fact))
                {
                    _lines.Write(_buffer, fact);
                }

                await FlushAsync();
            }
        }
        finally
        {
            // Whatever went wrong, nobody takes facts any more.
            _facts.Writer.TryComplete();
        }
    }

    private async Task FlushAsync()
    {
        await _output.WriteAsync(_buffer.WrittenMemory);
        await _output.FlushAsync();
        _buffer.ResetWrittenCount();
    }
}
