using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

/// <summary>A fact about persons.</summary>
internal sealed record Person(string Role, Protected<string> Name, IReadOnlyList<Protected<int>> Ages);
