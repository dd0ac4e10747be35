using System.Net;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission.Jose;
using Troupe.Server.Events;

namespace Troupe.Server.Admission;

/// <summary>Checks what of <see cref="TokensOptions"/> hangs together, and that the file of the keys can be used.</summary>
internal sealed class TokensMistakes(IOptions<EventsOptions> events) : IValidateOptions<TokensOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TokensOptions options)
    {
        var mistakes = Find(options).ToArray();
        return mistakes.Length > 0 ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> Find(TokensOptions options)
    {
        if (options.Lifetime > options.MaxLifetime)
        {
            yield return "Troupe:Tokens:Lifetime must not exceed MaxLifetime.";
        }

        foreach (var network in options.IssuerNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return $"Troupe:Tokens:IssuerNetworks: '{network}' is no network such as 10.1.0.0/16.";
        }

        if (options.KeyFileWith(events.Value) is not { } file)
        {
            yield break;
        }

        var folder = Path.GetFullPath(events.Value.Folder) + Path.DirectorySeparatorChar;
        if (events.Value.Store is not EventStoreKind.Memory && Path.GetFullPath(file).StartsWith(folder, StringComparison.Ordinal))
        {
            yield return $"Troupe:Tokens:KeyFile must not lie in the folder of the log, {folder}: a copy of that would be a copy of the keys.";
        }

        if (Fault(file) is { } fault)
        {
            yield return $"Troupe:Tokens:KeyFile: {fault}";
        }
    }

    private static string? Fault(string file)
    {
        try
        {
            if (File.Exists(file))
            {
                new KeyRingFile(file).Read();
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
