using Troupe.Contracts;
using Troupe.Server.Events;
using Troupe.Server.Push;

namespace Troupe.Server.Sessions;

/// <summary>Tells observers what a live session tells the person, but for speech. Nothing is made while nobody observes. Thread-safe; never waits.</summary>
internal sealed class SessionWatch(PushHub hub, TimeProvider time)
{
    /// <summary>Tells a message.</summary>
    public void Tell(TenantId tenant, string session, ServerMessage message)
    {
        var stream = new StreamId(tenant, "session", session);
        if (message is SessionStarted or TokenExpiring or TokenRenewed || !hub.IsWanted(stream))
        {
            // How to come back to the session, and the person's credential, are nobody else's.
            return;
        }

        var type = ((WireTypeAttribute)Attribute.GetCustomAttribute(message.GetType(), typeof(WireTypeAttribute))!).Type;
        hub.Tell(PushItem.Of(stream, type, time.GetUtcNow(), Wire.Write(message)));
    }
}
