using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe key</c>: the API keys of a tenant. A secret is printed alone on its line of standard output, the once that it is known.</summary>
internal sealed class KeyCommand : ControlCommand
{
    private const string Once = "Keep this now: it is shown this once, and only its hash is kept.";

    private readonly Argument<string> _key = new("KEY") { Description = "Its id: what its secret has between the first two underscores." };

    private readonly Argument<string> _label = new("LABEL") { Description = "What it is for." };

    private readonly Option<string[]> _scopes = new("--scope") { Description = $"A scope that it has, once for each: {string.Join(' ', Contracts.Scopes.All.Select(scope => scope.Name))}.", HelpName = "SCOPE", Required = true };

    private readonly Option<bool> _publishable = new("--publishable") { Description = "For pages: bound to origins, and good for sessions only." };

    private readonly Option<string[]> _origins = new("--origin") { Description = "An origin whose pages may send a publishable key, such as https://shop.example; once for each.", HelpName = "ORIGIN" };

    private readonly Option<string?> _scene = new("--scene") { Description = "The only scene in which it opens sessions. Default: any.", HelpName = "SCENE" };

    private readonly Option<DateTimeOffset?> _expires = new("--expires") { Description = "When it expires: a day or a moment, such as 2027-01-31 or 2027-01-31T12:00:00Z. Default: never.", HelpName = "TIME" };

    private readonly Option<string?> _tenant = new("--tenant") { Description = "The tenant, for the operator of the server. Default: that of the key in use.", HelpName = "TENANT" };

    private readonly Option<int> _overlap = new("--overlap") { Description = "Seconds for which the secret before stays good, 0 to 2592000 (30 days).", HelpName = "SECONDS", DefaultValueFactory = _ => new RotateKey().OverlapSeconds };

    public KeyCommand()
        : base("key", "Create, rotate and revoke API keys.", "troupe key create \"Studio\" --scope presenter:edit --scope presenter:publish")
    {
        Add("create", "Create a key, and show its secret this once.", "troupe key create \"Studio\" --scope presenter:edit --scope presenter:publish", CreateAsync, _label, _scopes, _publishable, _origins, _scene, _expires, _tenant);
        Add("list", "List keys, without secrets.", "troupe key list", ListAsync);
        Add("rotate", "Give a key another secret; the one before stays good for a while.", "troupe key rotate KEY --overlap 3600", RotateAsync, _key, _overlap);
        Add("revoke", "Refuse a key and its tokens for good, and end their sessions.", "troupe key revoke KEY --why \"It was in a log.\"", RevokeAsync, _key);
    }

    private async Task CreateAsync(Asked asked)
    {
        var arguments = asked.Arguments;
        var request = new CreateKey(arguments.GetRequiredValue(_label), arguments.GetRequiredValue(_scopes))
        {
            Kind = arguments.GetValue(_publishable) ? KeyKind.Publishable : KeyKind.Secret,
            Origins = arguments.GetValue(_origins) ?? [],
            Scene = arguments.GetValue(_scene),
            ExpiresAt = arguments.GetValue(_expires),
        };
        var made = arguments.GetValue(_tenant) is { } tenant
            ? await asked.Troupe.Tenants.CreateKeyAsync(tenant, request, asked.Request, asked.Token)
            : await asked.Troupe.Keys.CreateAsync(request, asked.Request, asked.Token);
        asked.Output.ShowSecret(made, SidesOf(made.Key), made.Secret, Once, "Use it: export TROUPE_KEY=… or --key.");
    }

    private static async Task ListAsync(Asked asked) => asked.Output.List(
        await asked.Troupe.Keys.ListAsync(options: asked.Request, cancellationToken: asked.Token).ToListAsync(asked.Token),
        ["key", "label", "kind", "scopes", "expires", ""],
        key => [key.Key, key.Label, KindOf(key), Texts.Of(key.Scopes), Texts.Of(key.ExpiresAt), Texts.If(key.Revoked, "revoked")],
        "There are no keys. Create one: troupe key create LABEL --scope presenter:view");

    private async Task RotateAsync(Asked asked)
    {
        var made = await asked.Troupe.Keys.RotateAsync(asked.Arguments.GetRequiredValue(_key), new RotateKey { OverlapSeconds = asked.Arguments.GetValue(_overlap) }, asked.Request, asked.Token);
        asked.Output.ShowSecret(made, SidesOf(made.Key), made.Secret, Once, $"The secret before it is good until {Texts.Of(made.Key.PreviousUntil)}.");
    }

    private async Task RevokeAsync(Asked asked)
    {
        var key = await asked.Troupe.Keys.RevokeAsync(asked.Arguments.GetRequiredValue(_key), asked.Request, asked.Token);
        asked.Output.Show(key, SidesOf(key));
    }

    private static (string Side, string? Value)[] SidesOf(KeyView key) =>
    [
        ("key", key.Key),
        ("label", key.Label),
        ("kind", KindOf(key)),
        ("scopes", Texts.Of(key.Scopes)),
        ("origins", Texts.Of(key.Origins)),
        ("scene", key.Scene),
        ("expires", Texts.Of(key.ExpiresAt) ?? "never"),
        ("state", key.Revoked ? "revoked" : "active"),
    ];

    private static string KindOf(KeyView key) => key.Kind is KeyKind.Publishable ? "publishable" : "secret";
}
