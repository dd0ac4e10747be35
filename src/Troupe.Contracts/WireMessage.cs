namespace Troupe.Contracts;

/// <summary>Names the <c>type</c> under which a record travels on the wire.</summary>
/// <param name="type">Dotted lower-case name: facts in the past tense, commands in the imperative, streams as start/delta/end.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WireTypeAttribute(string type) : Attribute
{
    /// <summary>The value of the <c>type</c> property in JSON.</summary>
    public string Type { get; } = type;
}

/// <summary>A message from the server. Receivers ignore types and fields that they do not know.</summary>
public abstract record ServerMessage
{
    /// <summary>
    /// Position of the message in the session's outbound stream, from 1, shared with audio packets; the client resumes after the highest it received.
    /// Always rising; a gap is speech that was dropped because it was interrupted. 0 for messages that concern one socket alone and are not sent again.
    /// </summary>
    public long Seq { get; init; }

    /// <summary>Milliseconds since the session started.</summary>
    public double At { get; init; }
}

/// <summary>A message from the client.</summary>
public abstract record ClientMessage;

/// <summary>
/// A client message that asks for something. The server answers each with <see cref="CommandAccepted"/> or <see cref="CommandRefused"/>;
/// a repeated <see cref="Id"/> is answered again but carried out once.
/// </summary>
public abstract record ClientCommand : ClientMessage
{
    /// <summary>Chosen by the client, unique in the session, at most 64 characters.</summary>
    public required string Id { get; init; }
}
