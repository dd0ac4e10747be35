using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

[Trait("Category", "fast")]
public sealed class KeyFileTests : KeyStoreConformance
{
    private protected override Task<Keyring> OpenAsync() => Task.FromResult(Keyring.Open(Folder["keys/subjects"], Kek));
}
