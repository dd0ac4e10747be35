namespace Troupe.Conversation.Timing;

/// <summary>Points of a turn in the order in which they are reached.</summary>
internal enum LatencyMark
{
    /// <summary>The person's last voice, or the arrival of the written message.</summary>
    Spoken,

    /// <summary>It was decided that the person is done.</summary>
    Decided,

    /// <summary>The words are final.</summary>
    Transcribed,

    /// <summary>The writer's first token arrived.</summary>
    FirstToken,

    /// <summary>The first phrase may be spoken.</summary>
    FirstPhrase,

    /// <summary>The first audio of the voice arrived.</summary>
    FirstByte,

    /// <summary>The first packet of audio was sent.</summary>
    FirstAudio,
}
