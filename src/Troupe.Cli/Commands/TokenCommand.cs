using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe token</c>: short-lived tokens for pages and people. A token is printed alone on its line of standard output.</summary>
internal sealed class TokenCommand : ControlCommand
{
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "Who will bear it: an id of your own, not a name or an address of a person." };

    private readonly Option<string[]> _scopes = new("--scope") { Description = "A scope that it has, none beyond those of the key; once for each. Default: session:talk.", HelpName = "SCOPE" };

    private readonly Option<string?> _scene = new("--scene") { Description = "The only scene in which it opens sessions. Default: any.", HelpName = "SCENE" };

    private readonly Option<string?> _role = new("--role") { Description = "What its bearer is in a session, such as viewer.", HelpName = "ROLE" };

    private readonly Option<string?> _origin = new("--origin") { Description = "The only origin whose pages may send it, such as https://shop.example. Default: any.", HelpName = "ORIGIN" };

    private readonly Option<int?> _lifetime = new("--lifetime") { Description = "Seconds until it expires. Default: Troupe:Tokens:Lifetime of the server, ten minutes where nothing is set.", HelpName = "SECONDS" };

    private readonly Option<bool> _refreshable = new("--refreshable") { Description = "Get a refresh token with it." };

    private readonly Option<string?> _token = new("--token") { Description = "Id of a token, as issuing it said.", HelpName = "ID" };

    private readonly Option<string?> _family = new("--family") { Description = "A family: a token and all that refreshing made of it.", HelpName = "FAMILY" };

    public TokenCommand()
        : base("token", "Issue and revoke session tokens.", "troupe token issue visitor-17 --origin https://shop.example")
    {
        Add("issue", "Issue a token with an API key.", "troupe token issue visitor-17 --origin https://shop.example", IssueAsync, _subject, _scopes, _scene, _role, _origin, _lifetime, _refreshable);
        var revoke = Add("revoke", "Refuse a token or a family for good, and end its sessions.", "troupe token revoke --family FAMILY --why \"The phone was lost.\"", RevokeAsync, _token, _family);
        revoke.Validators.Add(result =>
        {
            if (result.GetValue(_token) is null == result.GetValue(_family) is null)
            {
                result.AddError("Give either --token or --family: what is to be refused.");
            }
        });
        Add("keys", "List the public keys with which tokens can be verified.", "troupe token keys --json", KeysAsync);
    }

    private async Task IssueAsync(Asked asked)
    {
        var arguments = asked.Arguments;
        var request = new IssueToken(arguments.GetRequiredValue(_subject))
        {
            Scene = arguments.GetValue(_scene),
            Role = arguments.GetValue(_role),
            Origin = arguments.GetValue(_origin),
            LifetimeSeconds = arguments.GetValue(_lifetime),
            Refreshable = arguments.GetValue(_refreshable),
        };
        var scopes = arguments.GetValue(_scopes) ?? [];
        var issued = await asked.Troupe.Tokens.IssueAsync(scopes.Length > 0 ? request with { Scopes = scopes } : request, asked.Request, asked.Token);
        asked.Output.ShowSecret(
            issued,
            [("id", issued.Id), ("family", issued.Family), ("expires", Texts.Of(issued.ExpiresAt)), ("refresh token", issued.RefreshToken), ("refresh until", Texts.Of(issued.RefreshUntil))],
            issued.Token,
            "The token, which nobody can look up again:",
            "Its bearer sends it: Authorization: Bearer …");
    }

    private async Task RevokeAsync(Asked asked)
    {
        var revoked = await asked.Troupe.Tokens.RevokeAsync(
            new RevokeToken { Token = asked.Arguments.GetValue(_token), Family = asked.Arguments.GetValue(_family) }, asked.Request, asked.Token);
        asked.Output.Show(revoked, ("token", revoked.Token), ("family", revoked.Family), ("state", "revoked"));
    }

    private static async Task KeysAsync(Asked asked) => asked.Output.List(
        (await asked.Troupe.Tokens.KeysAsync(asked.Request, asked.Token)).Keys,
        ["key", "curve", "algorithm"],
        key => [key.Kid, key.Crv, key.Alg],
        "There are no keys.");
}
