using System.Net;
using Microsoft.Extensions.Options;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Admission;

/// <summary>Adds the room.</summary>
internal static class AdmissionSetup
{
    /// <summary>Registers admission and its options.</summary>
    public static void AddAdmission(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AdmissionOptions>().BindConfiguration("Troupe:Admission").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<DevelopmentAdmission>();
        builder.Services.AddSingleton<KeyAdmission>();
        builder.Services.AddOptions<TokensOptions>().BindConfiguration("Troupe:Tokens").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TokensOptions>, TokensMistakes>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SigningKeys>());
        builder.Services.AddSingleton<TokenVerifier>();
        builder.Services.AddSingleton<TokenAdmission>();
        builder.Services.AddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        builder.Services.AddSingleton<IssuerNetworks>();
        builder.Services.AddSingleton<IssuerKeys>();
        builder.Services.AddSingleton<FederatedTokens>();
        builder.Services.AddSingleton<AdmissionDesk>();
        builder.Services.AddSingleton<CredentialRenewal>();
        builder.Services.AddSingleton<Watchers<CredentialNarrowed>>();
        builder.Services.AddSingleton<CredentialGuard>();
        builder.Services.AddSingleton<IKeepsPersons>(services => services.GetRequiredService<CredentialGuard>());
        builder.Services.AddHostedService(services => services.GetRequiredService<CredentialGuard>());
    }
}
